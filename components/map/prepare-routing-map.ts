import type { PolicyNode, PolicyPod } from '../../lib/report/policy-report.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { Verdict } from '../../lib/report/verdict-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatZone } from '../format.ts';
import type { Variant } from '../service/prepare-variants.ts';
import { type ShownPodState, type ShownVerdict, shownPodState, shownVerdict } from '../shown-state.ts';
import { faultVerdicts, podStateWords, type Tone, verdictWords } from '../status-vocabulary.ts';
import { compareText } from '../table/sort-rows.ts';
import type { MapGroup, MapNode, MapPod, RoutingModel } from './routing-model.ts';

/**
 * The routing of one port and family under a policy. Under the configured policy nodes carry their verdicts; under
 * the other one what they would do is computed, because nobody can have measured it.
 */
export function prepareRoutingMap(report: ServiceReport, variant: Variant, policy: TrafficPolicy): RoutingModel {
  const traffic = variant.traffic[policy];
  const verdicts = new Map(
    report.verdicts.filter((item) => item.rule === variant.rule.name).map((item) => [item.node, item]),
  );
  const configured = policy === report.externalTrafficPolicy;
  const whatIfKnown = variant.rule.observed === null ? 'computed' : 'measured';
  const nodes = traffic.nodes
    .map((node) => {
      const judged = verdicts.get(node.name);
      const known = configured ? (judged?.known ?? 'computed') : whatIfKnown;
      return mapNode(node, shownVerdict(verdictOf(node, judged?.verdict, configured), node, known));
    })
    .toSorted((a, b) => compareText(a.group.label, b.group.label) || compareText(a.name, b.name));
  const nodesByName = new Map(nodes.map((node, rank) => [node.name, { node, rank }]));
  return {
    policy,
    frontends: report.frontends
      .filter((frontend) => frontend.family === variant.rule.family)
      .map((frontend) => `${frontend.ip ?? 'no address'}:${variant.rule.frontendPort}`),
    nodes,
    // The pods of a node keep the order of the report, which is by name.
    pods: traffic.pods
      .map((pod) => ({ pod, on: nodesByName.get(pod.node ?? '') }))
      .toSorted((a, b) => (a.on?.rank ?? nodes.length) - (b.on?.rank ?? nodes.length))
      .map(({ pod, on }) => mapPod(pod, on?.node ?? null)),
    lostShare: traffic.lostShare,
    direct: policy === 'Local',
  };
}

/** Verdict to draw. What does not depend on the policy (not in the pool, about to leave) holds under both. */
export function verdictOf(node: PolicyNode, judged: Verdict | undefined, configured: boolean): Verdict {
  if (configured && judged !== undefined) return judged;
  if (!node.inPool) return judged === 'wrongly-out' ? 'wrongly-out' : 'expected-out';
  if (node.forwards === 'unknown' || node.expectedProbe === 'unknown') return 'unknown';
  if (node.share === 0) return 'expected-out';
  if (node.forwards !== 'accept') return 'wrongly-in';
  return judged === 'degraded' ? 'degraded' : 'in-rotation';
}

function mapNode(node: PolicyNode, verdict: ShownVerdict): MapNode {
  const tone = verdictWords[verdict].tone;
  return {
    id: `node:${node.name}`,
    name: node.name,
    group: groupOf(node),
    spot: node.spot,
    verdict,
    tone,
    wrong: faultVerdicts.has(verdict),
    share: node.share,
    lost: node.forwards === 'drop' || node.forwards === 'reject' ? node.share : 0,
  };
}

function mapPod(pod: PolicyPod, node: MapNode | null): MapPod {
  const state = shownPodState(pod);
  const tone = podTone(pod, state, node);
  return {
    id: `pod:${pod.namespace}/${pod.name}`,
    name: pod.name,
    group: node?.group ?? { key: '', label: 'no node' },
    nodeId: node?.id ?? null,
    spot: node?.spot ?? false,
    state,
    tone,
    wrong: tone === 'failing' || tone === 'degraded',
    share: pod.share,
  };
}

/** A pod that gets connections is no better off than the machine it sits on. */
function podTone(pod: PolicyPod, state: ShownPodState, node: MapNode | null): Tone {
  if (state === 'unanswered') return 'failing';
  if (pod.share > 0 && (node?.verdict === 'wrongly-in' || node?.verdict === 'degraded')) return node.tone;
  return podStateWords[state].tone;
}

function groupOf(node: PolicyNode): MapGroup {
  const pool = node.pool ?? 'no pool';
  const label = `${pool} · ${formatZone(node.zone)}`;
  return { key: label, label };
}
