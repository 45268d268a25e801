import type { Service, ServicePort } from '../objects/service.ts';

const PREFIX = 'service.beta.kubernetes.io/';

export const INTERNAL = 'azure-load-balancer-internal';
export const INTERNAL_SUBNET = 'azure-load-balancer-internal-subnet';
const PROBE = 'azure-load-balancer-health-probe-';

export const annotationOf = (service: Service, name: string): string | undefined =>
  service.metadata.annotations?.[PREFIX + name];

export const isSet = (service: Service, name: string): boolean => annotationOf(service, name)?.toLowerCase() === 'true';

export const isInternal = (service: Service): boolean => isSet(service, INTERNAL);

export const listOf = (service: Service, name: string): string[] =>
  (annotationOf(service, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const isPortSet = (service: Service, port: ServicePort, what: string): boolean =>
  isSet(service, `port_${port.port}_${what}`);

/** A probe setting: for the port if it has one of its own, else for the whole Service. */
export interface ProbeSetting {
  readonly annotation: string;
  readonly value: string;
}

export function probeSetting(service: Service, port: number, what: string): ProbeSetting | undefined {
  for (const name of [`port_${port}_health-probe_${what}`, PROBE + what]) {
    const value = annotationOf(service, name);
    if (value !== undefined) return { annotation: PREFIX + name, value };
  }
  return undefined;
}

export const portProbeSetting = (service: Service, port: number, what: string): string | undefined =>
  annotationOf(service, `port_${port}_health-probe_${what}`);

export const globalProbeSetting = (service: Service, what: string): string | undefined =>
  annotationOf(service, PROBE + what);

/** Whether a private link service in front adds PROXY protocol, which an HTTP health port could not read. */
export const hasProxyProtocol = (service: Service): boolean =>
  isSet(service, 'azure-pls-create') && isSet(service, 'azure-pls-proxy-protocol');
