import type { Service, ServicePort } from '../../snapshot/service.ts';
import { isInternalService, isTrue, portAnnotation } from './annotations.ts';
import type { CloudConfig } from './cloud-config.ts';
import { AZURE_ANNOTATIONS, AZURE_PREFIX, FLAG_ANNOTATIONS, meantAnnotation } from './known-annotations.ts';

export interface IgnoredAnnotation {
  /** The whole key. */
  readonly key: string;
  readonly because: string;
}

/** Annotations for the cloud controller that have no effect on this Service, in the order of their keys. docs/model.md "Expected Azure state". */
export function ignoredAnnotations(service: Service, config: CloudConfig): readonly IgnoredAnnotation[] {
  const found: IgnoredAnnotation[] = [];
  for (const [key, value] of Object.entries(service.annotations)) {
    if (!key.startsWith(AZURE_PREFIX)) continue;
    const because = reasonOf(service, key.slice(AZURE_PREFIX.length), value, config);
    if (because !== null) found.push({ key, because });
  }
  return found.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

const PORT_KEY = /^port_(\d+)_(.+)$/;

/** Null: it has an effect, or is none of the controller's. */
function reasonOf(service: Service, suffix: string, value: string, config: CloudConfig): string | null {
  const ofPort = PORT_KEY.exec(suffix);
  if (ofPort === null && !suffix.startsWith('azure-')) return null;
  if (service.loadBalancerClass !== null) return 'the Service has a loadBalancerClass, so the controller ignores it';
  if (ofPort !== null) return portReason(service, Number(ofPort[1]), ofPort[2] ?? '', value, config);
  if (!AZURE_ANNOTATIONS.has(suffix)) {
    const meant = meantAnnotation(suffix);
    return meant === null ? null : `no such key; ${meant} may be meant`;
  }
  if (FLAG_ANNOTATIONS.has(suffix) && !/^\s*(true|false)\s*$/i.test(value)) {
    return `only "true" turns it on, "${value}" does not`;
  }
  if (suffix.startsWith('azure-load-balancer-health-probe-')) {
    return probeReason(service, suffix.slice('azure-load-balancer-health-probe-'.length), value, config);
  }
  return placeReason(service, suffix, value);
}

const PUBLIC_ONLY = new Set(['azure-pip-name', 'azure-pip-name-ipv6', 'azure-pip-prefix-id', 'azure-dns-label-name']);

function placeReason(service: Service, suffix: string, value: string): string | null {
  const internal = isInternalService(service);
  if (suffix === 'azure-load-balancer-mode') return 'only load balancers of SKU Basic have it';
  if (suffix === 'azure-load-balancer-internal-subnet' && !internal) return 'the Service is not internal';
  if (PUBLIC_ONLY.has(suffix) && internal) return 'an internal Service has no public IP';
  if (value.trim().toLowerCase() !== 'true') return null;
  if (suffix === 'azure-load-balancer-enable-high-availability-ports' && !internal)
    return 'the Service is not internal';
  if (suffix === 'azure-disable-load-balancer-floating-ip' && hasHighAvailabilityPorts(service)) {
    return 'a rule for all ports always has floating IP';
  }
  return null;
}

function hasHighAvailabilityPorts(service: Service): boolean {
  return isInternalService(service) && isTrue(service, 'azure-load-balancer-enable-high-availability-ports');
}

const SHARED = 'the probe of this cluster is shared by all Services of policy Cluster';

/** Service-wide probe settings: interval, num-of-probe, protocol, request-path. */
function probeReason(service: Service, what: string, value: string, config: CloudConfig): string | null {
  if (service.externalTrafficPolicy === 'Cluster' && config.sharedProbe !== null) return SHARED;
  if (what === 'interval' || what === 'num-of-probe') return null;
  const own = portsWithOwnProbe(service);
  if (own.length === 0) return onlyHealthCheck(service) ? HEALTH_CHECK : null;
  if (what === 'protocol') {
    if (!isProtocol(value)) return `"${value}" is none of tcp, http, https, so the probe is TCP`;
    const overruled = own.every((port) => protocolOfPort(service, port) !== null);
    return overruled ? 'every port says its own protocol (appProtocol or its own annotation), which counts more' : null;
  }
  const asksPath = own.some(
    (port) => isHttp(service, port) && portAnnotation(service, port.port, 'health-probe_request-path') === null,
  );
  return asksPath ? null : 'no probe of the Service asks over HTTP with a path of its own left open';
}

const HEALTH_CHECK = "policy Local probes kube-proxy's health-check port over HTTP";

function portReason(service: Service, number: number, what: string, value: string, config: CloudConfig): string | null {
  const port = service.ports.find((candidate) => candidate.port === number);
  const isHealthCheck = service.healthCheckNodePort === number && service.externalTrafficPolicy === 'Local';
  if (port === undefined && !isHealthCheck) return `the Service has no port ${number}`;
  if (what === 'no_lb_rule' || what === 'no_probe_rule') {
    if (hasHighAvailabilityPorts(service)) return 'one rule serves all ports';
    return value.trim().toLowerCase() === 'true' ? null : notOn(value);
  }
  if (!what.startsWith('health-probe_')) return null;
  if (service.externalTrafficPolicy === 'Cluster' && config.sharedProbe !== null) return SHARED;
  if (isHealthCheck && (what.endsWith('_interval') || what.endsWith('_num-of-probe'))) return null;
  if (port === undefined) return HEALTH_CHECK;
  if (port.protocol !== 'TCP') return `${port.protocol} ports have no probe of their own`;
  if (!portsWithOwnProbe(service).includes(port)) {
    return what === 'health-probe_port'
      ? null
      : `${HEALTH_CHECK}; its interval and number are set by port_${service.healthCheckNodePort}_…`;
  }
  if (what === 'health-probe_protocol' && !isProtocol(value)) {
    return `"${value}" is none of tcp, http, https, so the probe is TCP`;
  }
  if (what === 'health-probe_request-path' && !isHttp(service, port)) return 'the probe of this port is TCP';
  return null;
}

function notOn(value: string): string | null {
  return /^\s*false\s*$/i.test(value) ? null : `only "true" turns it on, "${value}" does not`;
}

function onlyHealthCheck(service: Service): boolean {
  return service.externalTrafficPolicy === 'Local' && (service.healthCheckNodePort ?? 0) > 0;
}

/** TCP ports that are not covered by the health-check port. */
function portsWithOwnProbe(service: Service): readonly ServicePort[] {
  const isHidden = isTrue(service, 'azure-pls-create') && isTrue(service, 'azure-pls-proxy-protocol');
  const covered = onlyHealthCheck(service) && !isHidden;
  return service.ports.filter(
    (port) => port.protocol === 'TCP' && (!covered || portAnnotation(service, port.port, 'health-probe_port') !== null),
  );
}

function isProtocol(value: string): boolean {
  return /^\s*(tcp|https?)\s*$/i.test(value);
}

/** What the port itself says; null: nothing. */
function protocolOfPort(service: Service, port: ServicePort): string | null {
  return portAnnotation(service, port.port, 'health-probe_protocol') ?? port.appProtocol;
}

function isHttp(service: Service, port: ServicePort): boolean {
  const asked =
    protocolOfPort(service, port) ??
    service.annotations[`${AZURE_PREFIX}azure-load-balancer-health-probe-protocol`] ??
    'tcp';
  return /^\s*https?\s*$/i.test(asked);
}
