import type { Family } from '../control-plane/desired-endpoints.ts';
import type { WorldSettings } from '../kernel/settings.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { globalProbeSetting, hasProxyProtocol, portProbeSetting, probeSetting } from './annotations.ts';
import type { Probe } from './cloud.ts';
import { ruleName, SHARED_PROBE } from './names.ts';

/** An error of the cloud controller: it ends the sync of the Service and its text goes into the event. */
export class SyncError extends Error {}

const MIN_INTERVAL = 5;
const MIN_COUNT = 2;
const MAX_TOTAL_SECONDS = 120;

function numberFrom(
  service: Service,
  port: number,
  what: string,
  otherwise: number,
  least: number,
  name: string,
): number {
  const setting = probeSetting(service, port, what);
  if (setting === undefined) return otherwise;
  const value = Number(setting.value);
  const fail = (why: string) =>
    new SyncError(
      `failed to parse health probe config for port ${port}: failed to parse annotation ${setting.annotation}: error parsing value: ${why}`,
    );
  if (!Number.isInteger(value)) throw fail(`${setting.value} is not a number`);
  if (value < least) throw fail(`the minimum value of ${name} is ${least}`);
  return value;
}

/** Interval and threshold; the key is the Service port, or the health-check node port for the probe of a Local Service. */
function rhythm(service: Service, key: number): Pick<Probe, 'intervalSeconds' | 'threshold' | 'noHealthyBackends'> {
  const intervalSeconds = numberFrom(service, key, 'interval', 5, MIN_INTERVAL, 'interval');
  const threshold = numberFrom(service, key, 'num-of-probe', 2, MIN_COUNT, 'num-of-probe');
  if (intervalSeconds * threshold >= MAX_TOTAL_SECONDS)
    throw new SyncError(
      `failed to parse health probe config for port ${key}: total probe should be less than ${MAX_TOTAL_SECONDS}, please adjust interval and number of probe accordingly`,
    );
  return { intervalSeconds, threshold, noHealthyBackends: 'AllProbedDown' };
}

/** The one probe of a Local Service, shared by all its rules; null when the Service is not probed that way. */
export function healthPortProbe(service: Service, family: Family): Probe | null {
  const port = service.spec.healthCheckNodePort ?? 0;
  if (service.spec.externalTrafficPolicy !== 'Local' || port === 0 || hasProxyProtocol(service)) return null;
  return {
    name: ruleName(service, 'TCP', port, family),
    protocol: 'Http',
    port,
    path: '/healthz',
    ...rhythm(service, port),
  };
}

/** The one probe of all Cluster Services of a load balancer in shared mode. Probe annotations do not reach it. */
export const sharedProbe = (settings: WorldSettings): Probe => ({
  name: SHARED_PROBE,
  protocol: 'Http',
  port: settings.sharedProbePort,
  path: settings.sharedProbePath,
  intervalSeconds: 5,
  threshold: 2,
  noHealthyBackends: 'AllProbedDown',
});

function probeProtocol(service: Service, port: ServicePort): Probe['protocol'] {
  const wanted =
    portProbeSetting(service, port.port, 'protocol') ??
    port.appProtocol ??
    globalProbeSetting(service, 'protocol') ??
    'tcp';
  const protocol = wanted.toLowerCase();
  if (protocol === 'http') return 'Http';
  // Anything unknown silently becomes TCP.
  return protocol === 'https' ? 'Https' : 'Tcp';
}

/** The port a per-port annotation means: a port of the Service by name or number means its node port, anything else is meant literally. */
function probePort(service: Service, port: ServicePort): number {
  const wanted = portProbeSetting(service, port.port, 'port');
  if (wanted === undefined) return port.nodePort ?? 0;
  const named = service.spec.ports.find((one) => one.name === wanted || `${one.port}` === wanted);
  const literal = Number(wanted);
  if (named !== undefined) return named.nodePort ?? 0;
  if (!Number.isInteger(literal))
    throw new SyncError(`port ${port.port}: health-probe_port ${wanted} is neither a port of the service nor a number`);
  return literal;
}

/** The probe of one port by itself; null when it has none: UDP and SCTP, or a Local port without a probe port of its own. */
export function portProbe(service: Service, port: ServicePort, family: Family, hasHealthPort: boolean): Probe | null {
  if (port.protocol !== 'TCP') return null;
  if (hasHealthPort && portProbeSetting(service, port.port, 'port') === undefined) return null;
  const protocol = probeProtocol(service, port);
  const path = protocol === 'Tcp' ? null : (probeSetting(service, port.port, 'request-path')?.value ?? '/');
  return {
    name: ruleName(service, port.protocol, port.port, family),
    protocol,
    port: probePort(service, port),
    path,
    ...rhythm(service, port.port),
  };
}
