import { loadBalancerBaseName } from '../../snapshot/load-balancer-name.ts';
import type { IpFamily, Service } from '../../snapshot/service.ts';
import { annotation, isInternalService } from './annotations.ts';
import type { CloudConfig } from './cloud-config.ts';

const NAME_MAX = 80;
const FAMILY_SUFFIX_LENGTH = 5;

/** docs/model.md "Names and join". `-IPv6` marks only the second family of a dual-stack Service. */
export function familySuffix(service: Service, family: IpFamily): string {
  return service.ipFamilies.length > 1 && family === 'IPv6' ? '-IPv6' : '';
}

function subnetOf(service: Service): string | null {
  if (!isInternalService(service)) return null;
  const subnet = annotation(service, 'azure-load-balancer-internal-subnet')?.trim() ?? '';
  return subnet === '' ? null : subnet;
}

export function expectedFrontendName(service: Service, family: IpFamily): string {
  const base = loadBalancerBaseName(service.uid);
  const subnet = subnetOf(service);
  if (subnet === null) return base + familySuffix(service, family);
  const room = NAME_MAX - FAMILY_SUFFIX_LENGTH;
  const full = `${base}-${subnet}`;
  const cut = full.length > room ? full.slice(0, room).replace(/[^a-zA-Z_]$/, '_') : full;
  return cut + familySuffix(service, family);
}

export function expectedRuleName(service: Service, family: IpFamily, protocol: string, port: number): string {
  const base = loadBalancerBaseName(service.uid);
  const tail = `${protocol.toUpperCase()}-${port}`;
  const subnet = subnetOf(service);
  if (subnet === null) return `${base}-${tail}${familySuffix(service, family)}`;
  const room = NAME_MAX - FAMILY_SUFFIX_LENGTH - `${base}-${tail}`.length - 1;
  return `${base}-${subnet.slice(0, room)}-${tail}${familySuffix(service, family)}`;
}

export function expectedPoolName(service: Service, family: IpFamily, config: CloudConfig): string {
  if (config.multipleLoadBalancers && config.poolType === 'ip' && service.externalTrafficPolicy === 'Local') {
    return `${service.namespace}-${service.name}`.toLowerCase() + (family === 'IPv6' ? '-ipv6' : '');
  }
  return config.clusterName + (family === 'IPv6' ? '-IPv6' : '');
}
