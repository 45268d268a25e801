import type { Service } from '../../snapshot/service.ts';

const PREFIX = 'service.beta.kubernetes.io/';

type BySuffix = ReadonlyMap<string, string>;

const NONE: BySuffix = new Map();
const known = new WeakMap<Service['annotations'], BySuffix>();

/** A Service is asked for dozens of annotations and has a few: they are read once. */
function azureAnnotations({ annotations }: Service): BySuffix {
  const before = known.get(annotations);
  if (before) return before;
  const own = Object.entries(annotations).filter(([key]) => key.startsWith(PREFIX));
  const made = own.length === 0 ? NONE : new Map(own.map(([key, value]) => [key.slice(PREFIX.length), value]));
  known.set(annotations, made);
  return made;
}

/** Value of an Azure annotation by its suffix; null: not set. */
export function annotation(service: Service, suffix: string): string | null {
  return azureAnnotations(service).get(suffix) ?? null;
}

export function isTrue(service: Service, suffix: string): boolean {
  return annotation(service, suffix)?.trim().toLowerCase() === 'true';
}

export function isInternalService(service: Service): boolean {
  return isTrue(service, 'azure-load-balancer-internal');
}

export function portAnnotation(service: Service, port: number, suffix: string): string | null {
  const all = azureAnnotations(service);
  return all.size === 0 ? null : (all.get(`port_${port}_${suffix}`) ?? null);
}

export function isPortTrue(service: Service, port: number, suffix: string): boolean {
  return portAnnotation(service, port, suffix)?.trim().toLowerCase() === 'true';
}

/** IPs that the Service asks for by spec or annotation. */
export function pinnedIPs(service: Service): readonly string[] {
  return [
    service.loadBalancerIP,
    annotation(service, 'azure-load-balancer-ipv4'),
    annotation(service, 'azure-load-balancer-ipv6'),
  ].filter((ip): ip is string => ip !== null && ip !== '');
}

/** Names of public IPs that the Service asks for. */
export function pinnedPublicIpNames(service: Service): readonly string[] {
  return [annotation(service, 'azure-pip-name'), annotation(service, 'azure-pip-name-ipv6')].filter(
    (name): name is string => name !== null && name !== '',
  );
}

/** IPs that the status lists although no frontend holds them. */
export function additionalPublicIPs(service: Service): readonly string[] {
  return (annotation(service, 'azure-additional-public-ips') ?? '')
    .split(',')
    .map((ip) => ip.trim())
    .filter((ip) => ip !== '');
}
