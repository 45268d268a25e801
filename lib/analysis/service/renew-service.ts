import type { ListedFinding } from '../../report/finding.ts';
import type { Verdict } from '../../report/verdict-report.ts';
import { listFindings } from '../acknowledgements/list-findings.ts';
import type { AnalyzedService } from '../analysis.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { serviceFindingRules } from '../findings/all-rules.ts';
import { nodeVerdict } from './node-verdict.ts';
import type { PolicyModel } from './policy-model.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';
import { serviceState } from './service-state.ts';
import { lostSince } from './settled-observations.ts';
import type { VerdictCounts } from './verdict-counts.ts';

/**
 * Brings a Service up to date after nodes changed that host none of its endpoints: its shares stay, only the verdicts
 * of these nodes and what is said about leaving nodes can differ. Null: shares may differ too.
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
  const findings = renewFindings(entry.findings, service, now);
  if (counts === entry.state.verdictCounts && findings === entry.findings) return entry;
  const same = findings === entry.findings && saysTheSame(entry.state.verdictCounts, counts);
  const state = same ? { ...entry.state, verdictCounts: counts } : serviceState(service, findings, counts, now);
  return { model: service, findings, state };
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
    if (service.hostNames.has(node.name)) return false;
    const old = before.nodesByName.get(node.name);
    // An answer from before the loss of its node counts no longer, and again when the node is back.
    if (lostSince(old) !== lostSince(node) && service.ports.some(({ seen }) => seen.has(node.name))) return false;
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
  const fresh = new Map(asked.map((rule) => [rule.code, rule.check(service, now)]));
  const nothingToSay = [...fresh.values()].every((found) => found.length === 0);
  if (nothingToSay && !findings.some((finding) => fresh.has(finding.code))) return findings;
  const inRuleOrder = serviceFindingRules.flatMap(
    (rule) => fresh.get(rule.code) ?? findings.filter((finding) => finding.code === rule.code),
  );
  return listFindings(inRuleOrder, service.service, now);
}

const asked = serviceFindingRules.filter((rule) => rule.looksAtOtherNodes);
