import type { ListedFinding } from '../../report/finding.ts';
import { isMuted } from '../acknowledgements/acknowledge-findings.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { kindOfCode } from '../findings/all-rules.ts';
import { firstRule } from '../findings/rotation-members.ts';
import { worstFirst } from '../findings/severity-order.ts';
import { count } from '../findings/wording.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';
import type { VerdictCounts } from './verdict-counts.ts';

export type ServiceStatus = 'failing' | 'degraded' | 'healthy' | 'unknown';

/** What a Service looks like from far away. The sentence comes from its findings, never from elsewhere. */
export interface ServiceState {
  readonly status: ServiceStatus;
  readonly sentence: string;
  /** Over the nodes, for the first rule. */
  readonly verdictCounts: VerdictCounts;
}

/**
 * `findings` are those of the Service; `counts` those of its first rule. Who acknowledges a fault does not make it
 * serve again, so only risks can be muted here.
 */
export function serviceState(
  service: ServiceModel,
  findings: readonly ListedFinding[],
  counts: VerdictCounts,
  model: ClusterModel,
): ServiceState {
  const faults = findings.filter((finding) => kindOfCode(finding.code) === 'fault' && finding.severity !== 'info');
  const worst = worstFirst(faults)[0];
  if (worst) {
    const failing =
      worst.severity === 'critical' || (counts['wrongly-in'] ?? 0) > 0 || (counts['wrongly-out'] ?? 0) > 0;
    return { status: failing ? 'failing' : 'degraded', sentence: `${worst.title}.`, verdictCounts: counts };
  }
  const missing = missingSources(service, model);
  if (missing !== null) return { status: 'unknown', sentence: missing, verdictCounts: counts };
  return { ...quietState(service, findings, counts), verdictCounts: counts };
}

/** Null: everything that decides the verdict was read. */
function missingSources(service: ServiceModel, model: ClusterModel): string | null {
  if (service.expected.kind === 'ignored') {
    return `Azure's cloud controller leaves this Service alone: ${service.expected.because}.`;
  }
  const { kubernetes } = model.snapshot;
  if (kubernetes.endpointSlices === null) return 'Not known: EndpointSlices are not loaded.';
  if (kubernetes.nodes === null) return 'Not known: nodes are not loaded.';
  return null;
}

function quietState(
  service: ServiceModel,
  findings: readonly ListedFinding[],
  counts: VerdictCounts,
): Pick<ServiceState, 'status' | 'sentence'> {
  const port = firstRule(service);
  if (port === null) return { status: 'unknown', sentence: 'Not known: the Service has no rule yet.' };
  const { rotation } = port.policies[service.service.externalTrafficPolicy];
  if ((counts['wrongly-in'] ?? 0) > 0) {
    const wrong = counts['wrongly-in'] ?? 0;
    return {
      status: 'failing',
      sentence: `${count(wrong, 'node')} ${wrong === 1 ? 'gets' : 'get'} connections without serving them.`,
    };
  }
  if ((counts['wrongly-out'] ?? 0) > 0) {
    const out = counts['wrongly-out'] ?? 0;
    const nodes = `${count(out, 'node')} should serve and ${out === 1 ? 'is' : 'are'} out of rotation`;
    return rotation.size === 0
      ? { status: 'failing', sentence: `Nobody receives connections: ${nodes}.` }
      : { status: 'degraded', sentence: `${nodes}.` };
  }
  const ready = port.endpoints.filter((endpoint) => endpoint.state === 'ready').length;
  if (port.state === 'not-loaded') {
    const sentence = `By Kubernetes alone ${rotation.size} of ${count(port.pool.members.length, 'node')} should be in rotation; Azure was not read.`;
    return { status: 'unknown', sentence };
  }
  const summary = `${rotation.size} of ${count(port.pool.members.length, 'node')} in rotation, ${count(ready, 'ready pod')}`;
  const unknownNodes = (counts.unknown ?? 0) - unseenGhosts(port);
  if (unknownNodes > 0) {
    return {
      status: 'unknown',
      sentence: `${summary}; the state of ${count(unknownNodes, 'node')} is not known.`,
    };
  }
  const risk = findings.find((finding) => !isMuted(finding));
  return {
    status: 'healthy',
    sentence: risk ? `Serving: ${summary}. At risk: ${risk.title}.` : `Serving: ${summary}.`,
  };
}

/** Pool members without a Node are told by a finding of their own; they do not make the Service unknown. */
function unseenGhosts(port: PortModel): number {
  if (port.probe === null) return 0;
  return port.pool.ghosts.filter(({ name }) => {
    const state = port.observations.get(name)?.state;
    return state !== 'up' && state !== 'down';
  }).length;
}
