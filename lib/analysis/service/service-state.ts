import type { ListedFinding } from '../../report/finding.ts';
import type { Known } from '../../report/known.ts';
import { isMuted } from '../acknowledgements/acknowledge-findings.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { kindOfCode } from '../findings/all-rules.ts';
import { firstRule } from '../findings/rotation-members.ts';
import { worstFirst } from '../findings/severity-order.ts';
import { withSince } from '../findings/since-words.ts';
import { count, percent } from '../findings/wording.ts';
import { FAILING_LOST_SHARE } from './failing-lost-share.ts';
import { perhapsLost } from './perhaps-lost.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';
import { settlingNodes } from './settling-nodes.ts';
import { silentNodes } from './silent-nodes.ts';
import type { VerdictCounts } from './verdict-counts.ts';

export type ServiceStatus = 'failing' | 'degraded' | 'healthy' | 'unknown';

/** What a Service looks like from far away. The sentence comes from its findings, never from elsewhere. */
export interface ServiceState {
  readonly status: ServiceStatus;
  readonly sentence: string;
  /** `measured`: some probe of it was seen, or what is wrong; `computed`: nobody has seen whether its nodes are up. */
  readonly known: Exclude<Known, 'assumed'>;
  /** Over the nodes, for the first rule. */
  readonly verdictCounts: VerdictCounts;
}

/**
 * docs/model.md "Status of a Service". `findings` are those of the Service; `counts` those of its first rule. Who
 * acknowledges a fault does not make it serve again, so only risks can be muted here.
 */
export function serviceState(
  service: ServiceModel,
  findings: readonly ListedFinding[],
  counts: VerdictCounts,
  model: ClusterModel,
): ServiceState {
  const frame = { known: knownBy(service), verdictCounts: counts };
  const missing = missingSources(service, model);
  const faults = findings.filter((finding) => kindOfCode(finding.code) === 'fault' && finding.severity !== 'info');
  const worst = worstFirst(faults)[0];
  if (worst) {
    const lost = missing === null ? lostNow(service) : 0;
    const failing = worst.severity === 'critical' || losesTooMuch(lost, counts);
    const isSeen = worst.evidence.some(({ known }) => known === 'measured');
    const known = isSeen ? 'measured' : frame.known;
    return { ...frame, known, status: failing ? 'failing' : 'degraded', sentence: `${withSince(worst)}.` };
  }
  if (missing !== null) return { ...frame, status: 'unknown', sentence: missing };
  return { ...frame, ...quietState(service, findings, counts, model) };
}

function knownBy({ ports }: ServiceModel): ServiceState['known'] {
  return ports.some(({ seen }) => seen.size > 0) ? 'measured' : 'computed';
}

/** Share of new connections to the first rule that is lost under the policy in force; 0 where there is no rule. */
function lostNow(service: ServiceModel): number {
  const port = firstRule(service);
  return port?.policies[service.service.externalTrafficPolicy].traffic.lostShare ?? 0;
}

/** What is lost only while nodes drain ends with their window, and alone does not fail a Service that serves others. */
function losesTooMuch(lostShare: number, counts: VerdictCounts): boolean {
  if (lostShare < FAILING_LOST_SHARE) return false;
  const onlyDrains = (counts.draining ?? 0) > 0 && (counts['wrongly-in'] ?? 0) === 0;
  return !onlyDrains || lostShare > 1 - FAILING_LOST_SHARE;
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
  model: ClusterModel,
): Pick<ServiceState, 'status' | 'sentence'> {
  const port = firstRule(service);
  if (port === null) return { status: 'unknown', sentence: 'Not known: the Service has no rule yet.' };
  const { rotation } = port.policies[service.service.externalTrafficPolicy];
  const wrong = wrongState(lostNow(service), rotation.size === 0, counts);
  if (wrong !== null) return wrong;
  if (port.state === 'not-loaded') {
    const sentence = `By Kubernetes alone ${rotation.size} of ${count(port.pool.members.length, 'node')} should be in rotation; Azure was not read.`;
    return { status: 'unknown', sentence };
  }
  const settling = settlingSentence(service, port, model);
  if (settling !== null) return { status: 'degraded', sentence: settling };
  const nodes = `${rotation.size} of ${count(port.pool.members.length, 'node')}`;
  const unknownNodes = (counts.unknown ?? 0) - unseenGhosts(port);
  if (unknownNodes > 0) {
    return {
      status: 'unknown',
      sentence: `${nodes} in rotation, ${podsOf(port)}; the state of ${count(unknownNodes, 'node')} is not known.`,
    };
  }
  const risk = findings.find((finding) => !isMuted(finding) && finding.severity !== 'info');
  const serving =
    knownBy(service) === 'measured'
      ? `Healthy now: ${nodes} in rotation, ${podsOf(port)}.`
      : `Healthy as computed, no probe was seen: ${nodes} should be in rotation, ${podsOf(port)}.`;
  return { status: 'healthy', sentence: risk ? `${serving} At risk: ${risk.title}.` : serving };
}

/** Null: every probe has had the time to notice what turned. docs/model.md "While a probe has not noticed". */
function settlingSentence(service: ServiceModel, port: PortModel, model: ClusterModel): string | null {
  const settling = settlingNodes(service, port, model);
  if (settling === null) return null;
  const { externalTrafficPolicy: policy } = service.service;
  const share = perhapsLost(service, port, policy, silentNodes(port.observations, model.noteworthy), model);
  if (share === 0) return null;
  const where = count(settling.losing.length, 'node');
  return `Settling: up to ${percent(share)} of new connections may be lost for up to ${settling.windowSeconds} s, until the probe has noticed that the last ready pod of ${where} is gone.`;
}

/** Ready pods, those that nobody can answer for apart. */
function podsOf({ endpoints }: PortModel): string {
  const ready = endpoints.filter((endpoint) => endpoint.state === 'ready');
  const gone = ready.filter((endpoint) => endpoint.gone).length;
  if (gone === 0) return count(ready.length, 'ready pod');
  const dead = gone === 1 ? 'whose machine is' : 'whose machines are';
  return `${count(ready.length - gone, 'ready pod')} and ${gone} ${dead} dead`;
}

/** What goes wrong on nodes though no finding tells of it. Null: nothing does. */
function wrongState(
  lostShare: number,
  isEmpty: boolean,
  counts: VerdictCounts,
): Pick<ServiceState, 'status' | 'sentence'> | null {
  const { 'wrongly-in': losing = 0, 'wrongly-out': out = 0, draining = 0 } = counts;
  const status = losesTooMuch(lostShare, counts) ? 'failing' : 'degraded';
  const causes = [
    ...(losing > 0
      ? [`${count(losing, 'node')} ${losing === 1 ? 'gets' : 'get'} connections without serving them`]
      : []),
    ...(out > 0 ? [`${count(out, 'node')} should serve and ${out === 1 ? 'is' : 'are'} out of rotation`] : []),
    ...(draining > 0 && lostShare > 0 ? [`the last pods of ${count(draining, 'node')} have just ended`] : []),
  ];
  if (lostShare === 0) return causes.length === 0 ? null : { status, sentence: `${causes.join('; ')}.` };
  const lost = isEmpty ? 'Nobody receives connections' : `${percent(lostShare)} of new connections are lost`;
  return { status, sentence: causes.length === 0 ? `${lost}.` : `${lost}: ${causes.join('; ')}.` };
}

/** Pool members without a Node are told by a finding of their own; they do not make the Service unknown. */
function unseenGhosts(port: PortModel): number {
  if (port.probe === null) return 0;
  return port.pool.ghosts.filter(({ name }) => {
    const state = port.observations.get(name)?.state;
    return state !== 'up' && state !== 'down';
  }).length;
}
