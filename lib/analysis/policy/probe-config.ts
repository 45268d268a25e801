import type { Probe } from '../../snapshot/load-balancer.ts';
import type { ExpectedProbe } from '../azure/expected-probe.ts';

/** A probe as it is, or as it would be. */
export interface ProbeConfig {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  readonly path: string | null;
  readonly intervalSeconds: number;
  readonly threshold: number;
  readonly allProbedUp: boolean;
}

/** docs/model.md "Probes": probeThreshold counts; the legacy numberOfProbes only where it is missing. */
export function actualProbe(probe: Probe): ProbeConfig {
  return {
    name: probe.name,
    protocol: probe.protocol,
    port: probe.port,
    path: probe.protocol.toLowerCase() === 'tcp' ? null : probe.requestPath,
    intervalSeconds: probe.intervalSeconds,
    threshold: probe.probeThreshold ?? Math.max(1, probe.numberOfProbes ?? 1),
    allProbedUp: probe.noHealthyBackendsBehavior?.toLowerCase() === 'allprobedup',
  };
}

export function plannedProbe(probe: ExpectedProbe): ProbeConfig {
  return { ...probe, allProbedUp: false };
}

/** Seconds from a failure to mark-down, [shortest, longest). docs/model.md "Time to detect". */
export function explicitMarkDownSeconds(probe: ProbeConfig): readonly [number, number] {
  return [(probe.threshold - 1) * probe.intervalSeconds, probe.threshold * probe.intervalSeconds];
}

/** The same for a machine that answers nothing: the try that decides first has to time out. */
export function silentMarkDownSeconds(probe: ProbeConfig): readonly [number, number] {
  const { threshold, intervalSeconds, protocol } = probe;
  const timeoutSeconds =
    protocol.toLowerCase() === 'tcp' ? intervalSeconds : Math.min(intervalSeconds, HTTP_TIMEOUT_SECONDS);
  return [(threshold - 1) * intervalSeconds + timeoutSeconds, threshold * intervalSeconds + timeoutSeconds];
}

const HTTP_TIMEOUT_SECONDS = 30;

/** Seconds from the first moment it really serves to the first connection it may get. */
export function markUpSeconds(probe: ProbeConfig): readonly [number, number] {
  return explicitMarkDownSeconds(probe);
}
