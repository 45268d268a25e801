import type { Family } from '../control-plane/desired-endpoints.ts';
import type { Service } from '../objects/service.ts';
import { annotationOf, INTERNAL_SUBNET } from './annotations.ts';

export const CLUSTER_NAME = 'kubernetes';
export const SERVICE_TAG = 'k8s-azure-service';
export const SHARED_PROBE = 'cluster-service-shared-health-probe';
export const OUTBOUND_POOL = 'aksOutboundBackendPool';
export const OUTBOUND_RULE = 'aksOutboundRule';
const NAME_LIMIT = 80;
const FAMILY_SUFFIX_ROOM = 5;

/** The name every Azure object of a Service begins with: `a` and its UID without dashes, cut to 32 characters. */
export const baseName = (service: Service): string => `a${service.metadata.uid.replaceAll('-', '')}`.slice(0, 32);

export const isDualStack = (service: Service): boolean => (service.spec.ipFamilies?.length ?? 1) > 1;

/** Only the IPv6 half of a dual-stack Service is marked. */
const familySuffix = (service: Service, family: Family): string =>
  isDualStack(service) && family === 'IPv6' ? '-IPv6' : '';

/** A name cut to length must not end in a character Azure refuses. */
function cut(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const short = name.slice(0, limit);
  return /[A-Za-z0-9_]$/.test(short) ? short : `${short.slice(0, -1)}_`;
}

const subnetPart = (service: Service): string => {
  const subnet = annotationOf(service, INTERNAL_SUBNET);
  return subnet === undefined ? '' : `-${subnet}`;
};

export const frontendName = (service: Service, family: Family): string =>
  cut(`${baseName(service)}${subnetPart(service)}`, NAME_LIMIT - FAMILY_SUFFIX_ROOM) + familySuffix(service, family);

export function ruleName(service: Service, protocol: string, port: number, family: Family): string {
  const tail = `-${protocol}-${port}${familySuffix(service, family)}`;
  const subnet = subnetPart(service).slice(0, NAME_LIMIT - 32 - tail.length);
  return `${baseName(service)}${subnet}${tail}`;
}

export const poolName = (family: Family): string => (family === 'IPv6' ? `${CLUSTER_NAME}-IPv6` : CLUSTER_NAME);

/** With several load balancers a Local Service has a pool of its own. */
export const localPoolName = (service: Service, family: Family): string =>
  `${service.metadata.namespace}-${service.metadata.name}`.toLowerCase() + (family === 'IPv6' ? '-ipv6' : '');

export const publicIpName = (service: Service, family: Family): string =>
  `${CLUSTER_NAME}-${baseName(service)}${familySuffix(service, family)}`;

export const internalName = (loadBalancer: string): string => `${loadBalancer}-internal`;
