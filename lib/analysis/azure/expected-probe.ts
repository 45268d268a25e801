import type { IpFamily, Service, ServicePort } from '../../snapshot/service.ts';
import { annotation, isTrue, portAnnotation } from './annotations.ts';
import { type CloudConfig, SHARED_PROBE_NAME } from './cloud-config.ts';
import { expectedRuleName } from './expected-names.ts';

export type ProbeProtocol = 'Tcp' | 'Http' | 'Https';

/** A probe as the cloud controller would write it. */
export interface ExpectedProbe {
  readonly name: string;
  readonly protocol: ProbeProtocol;
  readonly port: number;
  /** Null for Tcp. */
  readonly path: string | null;
  readonly intervalSeconds: number;
  readonly threshold: number;
}

/** A Service setting that the controller refuses; it then makes nothing for the whole Service. */
export interface InvalidSetting {
  readonly annotation: string;
  readonly message: string;
}

export type ProbeAnswer =
  | { readonly ok: true; readonly probe: ExpectedProbe | null }
  | { readonly ok: false; readonly error: InvalidSetting };

const DEFAULT_INTERVAL_SECONDS = 5;
const DEFAULT_THRESHOLD = 2;
const DEFAULT_PATH = '/';
const PROTOCOLS: Readonly<Record<string, ProbeProtocol>> = { tcp: 'Tcp', http: 'Http', https: 'Https' };

/**
 * The one probe of the whole Service, if it has one: kube-proxy's health-check port for `Local`, the shared probe
 * of the cluster for `Cluster`. Null: each port has its own. docs/model.md "Probes".
 */
export function serviceProbe(service: Service, family: IpFamily, config: CloudConfig): ProbeAnswer {
  if (service.externalTrafficPolicy === 'Local') return healthCheckProbe(service, family);
  if (config.sharedProbe === null) return { ok: true, probe: null };
  return {
    ok: true,
    probe: {
      name: SHARED_PROBE_NAME,
      protocol: 'Http',
      port: config.sharedProbe.port,
      path: config.sharedProbe.path,
      intervalSeconds: DEFAULT_INTERVAL_SECONDS,
      threshold: DEFAULT_THRESHOLD,
    },
  };
}

function healthCheckProbe(service: Service, family: IpFamily): ProbeAnswer {
  const port = service.healthCheckNodePort;
  const hidden = isTrue(service, 'azure-pls-create') && isTrue(service, 'azure-pls-proxy-protocol');
  if (port === null || port === 0 || hidden) return { ok: true, probe: null };
  const timing = probeTiming(service, port);
  if (!timing.ok) return timing;
  const name = expectedRuleName(service, family, 'TCP', port);
  return { ok: true, probe: { name, protocol: 'Http', port, path: '/healthz', ...timing.value } };
}

/** The probe of one port: its own, else the Service's; null probe for UDP and SCTP without a Service probe. */
export function portProbe(
  service: Service,
  family: IpFamily,
  port: ServicePort,
  common: ExpectedProbe | null,
): ProbeAnswer {
  const isShared = common?.name === SHARED_PROBE_NAME;
  if (isShared || port.protocol !== 'TCP') return { ok: true, probe: common };
  const override = portAnnotation(service, port.port, 'health-probe_port');
  if (common !== null && override === null) return { ok: true, probe: common };
  const probePort = override === null ? port.nodePort : resolveProbePort(service, override);
  if (probePort === null) {
    const key = `port_${port.port}_health-probe_port`;
    return { ok: false, error: { annotation: key, message: `"${override}" is no port of the Service and no number` } };
  }
  const timing = probeTiming(service, port.port);
  if (!timing.ok) return timing;
  const protocol = probeProtocol(service, port);
  const name = expectedRuleName(service, family, port.protocol, port.port);
  const path = protocol === 'Tcp' ? null : probePath(service, port.port);
  return { ok: true, probe: { name, protocol, port: probePort, path, ...timing.value } };
}

/** A port name or Service port means its nodePort; any other number is taken literally. */
function resolveProbePort(service: Service, value: string): number | null {
  const named = service.ports.find((port) => port.name !== '' && port.name.toLowerCase() === value.toLowerCase());
  if (named) return named.nodePort;
  if (!/^\d+$/.test(value.trim())) return null;
  const number = Number(value);
  return service.ports.find((port) => port.port === number)?.nodePort ?? number;
}

/** Per-port annotation, then appProtocol, then the Service-wide annotation; unknown words mean Tcp. */
function probeProtocol(service: Service, port: ServicePort): ProbeProtocol {
  const asked =
    portAnnotation(service, port.port, 'health-probe_protocol') ??
    port.appProtocol ??
    annotation(service, 'azure-load-balancer-health-probe-protocol') ??
    'tcp';
  return PROTOCOLS[asked.trim().toLowerCase()] ?? 'Tcp';
}

function probePath(service: Service, port: number): string {
  return (
    portAnnotation(service, port, 'health-probe_request-path') ??
    annotation(service, 'azure-load-balancer-health-probe-request-path') ??
    DEFAULT_PATH
  );
}

type Timing =
  | { readonly ok: true; readonly value: { readonly intervalSeconds: number; readonly threshold: number } }
  | { readonly ok: false; readonly error: InvalidSetting };

function probeTiming(service: Service, port: number): Timing {
  const interval = wholeNumber(service, port, 'interval', DEFAULT_INTERVAL_SECONDS, 5);
  if (!interval.ok) return interval;
  const threshold = wholeNumber(service, port, 'num-of-probe', DEFAULT_THRESHOLD, 2);
  if (!threshold.ok) return threshold;
  if (interval.value * threshold.value >= 120) {
    const message = 'interval × number of probes must be less than 120';
    return { ok: false, error: { annotation: 'azure-load-balancer-health-probe-interval', message } };
  }
  return { ok: true, value: { intervalSeconds: interval.value, threshold: threshold.value } };
}

function wholeNumber(service: Service, port: number, what: string, fallback: number, minimum: number) {
  const own = portAnnotation(service, port, `health-probe_${what}`);
  const key = own === null ? `azure-load-balancer-health-probe-${what}` : `port_${port}_health-probe_${what}`;
  const text = own ?? annotation(service, key);
  if (text === null) return { ok: true as const, value: fallback };
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value < minimum) {
    return {
      ok: false as const,
      error: { annotation: key, message: `"${text}" must be a whole number of at least ${minimum}` },
    };
  }
  return { ok: true as const, value };
}
