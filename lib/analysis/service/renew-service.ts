import type { Finding, ListedFinding } from '../../report/finding.ts';
import type { Verdict } from '../../report/verdict-report.ts';
import { listFindings } from '../acknowledgements/list-findings.ts';
import type { AnalyzedService } from '../analysis.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { applyingServiceRules, inRuleOrder, serviceFindingRules } from '../findings/all-rules.ts';
import { serviceFindings } from '../findings/service-findings.ts';
import { nodeVerdict } from './node-verdict.ts';
import type { PolicyModel } from './policy-model.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';
import { serviceState } from './service-state.ts';
import { lostSince } from './settled-observations.ts';
import type { VerdictCounts } from './verdict-counts.ts';
import { withNodes } from './with-nodes.ts';

/**
 * Brings a Service up to date after nodes changed that keep their place in its rotations: its shares stay, only the
 * verdicts of these nodes can differ, and what is said of leaving nodes or, where they host endpoints, anything that
 * findings say. Null: shares may differ too.
 */
export function renewService(
  entry: AnalyzedService,
  before: ClusterModel,
  now: ClusterModel,
  changed: ReadonlyMap<string, NodeFacts>,
): AnalyzedService | null {
  const { model: service } = entry;
  const first = service.ports[0];
  if (!first || !staysShared(service, before, changed)) return null;
  const counts = recount(entry, first, before, now, changed);
  if (hostsAny(service, changed)) return renewHost(service, counts, now, changed);
  const findings = renewFindings(entry.findings, service, now);
  if (counts === entry.state.verdictCounts && findings === entry.findings) return entry;
  const same = findings === entry.findings && saysTheSame(entry.state.verdictCounts, counts);
  const state = same ? { ...entry.state, verdictCounts: counts } : serviceState(service, findings, counts, now);
  return { model: service, findings, state };
}

function hostsAny({ hostNames }: ServiceModel, changed: ReadonlyMap<string, NodeFacts>): boolean {
  for (const name of changed.keys()) if (hostNames.has(name)) return true;
  return false;
}

function renewHost(
  service: ServiceModel,
  counts: VerdictCounts,
  now: ClusterModel,
  changed: ReadonlyMap<string, NodeFacts>,
): AnalyzedService {
  const renewed = withNodes(service, changed);
  const findings = serviceFindings(renewed, now);
  return { model: renewed, findings, state: serviceState(renewed, findings, counts, now) };
}

/** Status and sentence depend on these counts only. */
function saysTheSame(before: VerdictCounts, now: VerdictCounts): boolean {
  return (
    before['wrongly-in'] === now['wrongly-in'] &&
    before['wrongly-out'] === now['wrongly-out'] &&
    before.unknown === now.unknown
  );
}

/** Whether the changed nodes keep their place in every rotation of the Service. */
function staysShared(service: ServiceModel, before: ClusterModel, changed: ReadonlyMap<string, NodeFacts>): boolean {
  for (const node of changed.values()) {
    const old = before.nodesByName.get(node.name);
    // Nodes with endpoints and without a place in the pool of their Service wait for the controller.
    if (before.config.multipleLoadBalancers && service.hostNames.has(node.name)) return false;
    // A node whose last pod just went is told of, if it is not lost.
    if (service.slices?.some(({ turns }) => Object.hasOwn(turns, node.name))) return false;
    // An answer from before the loss of its node counts no longer, and again when the node is back.
    const staysLost = old?.lost === node.lost && lostSince(old) === lostSince(node);
    if (!staysLost && service.ports.some(({ seen }) => seen.has(node.name))) return false;
    if (old?.kubeProxyEligible === node.kubeProxyEligible) continue;
    const asksKubeProxy = (policy: PolicyModel): boolean => policy.expectation.kind === 'eligible-nodes';
    if (service.ports.some(({ policies }) => asksKubeProxy(policies.Cluster) || asksKubeProxy(policies.Local)))
      return false;
  }
  return true;
}

/** Under `Local` a member that hosts nothing and was not seen is out by design, whatever becomes of it. */
function isOutEitherWay({ service }: ServiceModel, port: PortModel, node: NodeFacts): boolean {
  const { expectation, rotation, blocked } = port.policies[service.externalTrafficPolicy];
  return (
    port.state === 'present' &&
    !blocked &&
    expectation.kind === 'listed-nodes' &&
    !expectation.up.has(node.name) &&
    rotation.pool.names.has(node.name) &&
    !port.observations.has(node.name) &&
    !port.pool.adminStates.has(node.name)
  );
}

/** The very same counts where no verdict changed. */
function recount(
  { model: service, state }: AnalyzedService,
  port: PortModel,
  before: ClusterModel,
  now: ClusterModel,
  changed: ReadonlyMap<string, NodeFacts>,
): VerdictCounts {
  let counts: Partial<Record<Verdict, number>> | null = null;
  for (const node of changed.values()) {
    const old = before.nodesByName.get(node.name);
    if (!old || isOutEitherWay(service, port, node)) continue;
    const was = nodeVerdict(service, port, old, before).verdict;
    const is = nodeVerdict(service, port, node, now).verdict;
    if (was === is) continue;
    counts ??= { ...state.verdictCounts };
    const left = (counts[was] ?? 0) - 1;
    if (left > 0) counts[was] = left;
    else delete counts[was];
    counts[is] = (counts[is] ?? 0) + 1;
  }
  return counts ?? state.verdictCounts;
}

function renewFindings(
  findings: readonly ListedFinding[],
  service: ServiceModel,
  now: ClusterModel,
): readonly ListedFinding[] {
  let fresh: readonly Finding[] = NONE;
  for (const rule of applyingServiceRules(now)) {
    if (!rule.looksAtOtherNodes) continue;
    const found = rule.check(service, now);
    if (found.length > 0) fresh = [...fresh, ...found];
  }
  const kept = findings.filter(({ code }) => !ASKED_AGAIN.has(code));
  if (fresh.length === 0 && kept.length === findings.length) return findings;
  return listFindings(inRuleOrder([...kept, ...fresh]), service, now);
}

const NONE: readonly Finding[] = [];
const ASKED_AGAIN = new Set(
  serviceFindingRules.flatMap(({ code, looksAtOtherNodes }) => (looksAtOtherNodes ? [code] : [])),
);
