import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { Explanation } from '../explain/explanation.ts';
import { formatFactor, formatShare, formatWindow } from '../format.ts';
import type { GlossaryTerm } from '../glossary.ts';
import {
  explainBlastRadius,
  explainClientAddress,
  explainHottestPod,
  explainLostShare,
  explainPassedOn,
  explainRotation,
  explainSuspectShare,
  explainUsableCapacity,
  worstBlast,
} from './explain-policy.ts';
import type { PolicyTraffic } from './prepare-variants.ts';

export interface ComparisonRow {
  readonly term: GlossaryTerm;
  readonly label: string;
  readonly values: Readonly<Record<TrafficPolicy, string>>;
  readonly explanations: Readonly<Record<TrafficPolicy, Explanation>>;
}

/** What each policy means for this Service, in numbers. */
export function preparePolicyComparison(traffic: Readonly<Record<TrafficPolicy, PolicyTraffic>>): ComparisonRow[] {
  const row = (
    term: GlossaryTerm,
    label: string,
    value: (of: PolicyTraffic) => string,
    explain: (of: PolicyTraffic) => Explanation,
  ): ComparisonRow => ({
    term,
    label,
    values: { Cluster: value(traffic.Cluster), Local: value(traffic.Local) },
    explanations: { Cluster: explain(traffic.Cluster), Local: explain(traffic.Local) },
  });
  const hottest = (of: PolicyTraffic) => formatFactor(of.imbalance.hottestPodFactor);
  const usable = (of: PolicyTraffic) => shareOrDash(of.imbalance.usableCapacity);
  const passedOn = (across: 'node' | 'zone') => (of: PolicyTraffic) => explainPassedOn(of, across);
  return [
    row('rotation', 'Nodes in rotation', inRotation, explainRotation),
    row('lost share', 'Lost share', (of) => formatShare(of.lostShare), explainLostShare),
    ...(traffic.Cluster.suspectShare > 0 || traffic.Local.suspectShare > 0
      ? [row('suspect share', 'Perhaps lost too', (of) => formatShare(of.suspectShare), explainSuspectShare)]
      : []),
    row('hottest pod', 'Hottest pod', hottest, explainHottestPod),
    row('usable capacity', 'Usable capacity', usable, explainUsableCapacity),
    row('cross node', 'Passed on to another node', (of) => formatShare(of.crossNodeShare), passedOn('node')),
    row('cross zone', 'Passed on to another zone', (of) => formatShare(of.crossZoneShare), passedOn('zone')),
    row('client IP', 'Client address kept', (of) => (of.clientIpPreserved ? 'yes' : 'no'), explainClientAddress),
    row('blast radius', 'Worst loss of one node', blast, explainBlastRadius),
  ];
}

function inRotation(of: PolicyTraffic): string {
  const members = of.nodes.filter((node) => node.inPool).length;
  return `${of.nodes.filter((node) => node.share > 0).length} of ${members}`;
}

function blast(of: PolicyTraffic): string {
  if (of.blastRadius.length === 0) return '–';
  const worst = worstBlast(of);
  return worst === null ? 'none' : `${formatShare(worst.atRiskWhileProbed)} for ${formatWindow(worst.windowSeconds)}`;
}

function shareOrDash(share: number | null): string {
  return share === null ? '–' : formatShare(share);
}
