import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatFactor, formatShare, formatWindow } from '../format.ts';
import type { GlossaryTerm } from '../glossary.ts';
import type { PolicyTraffic } from './prepare-variants.ts';

export interface ComparisonRow {
  readonly term: GlossaryTerm;
  readonly label: string;
  readonly values: Readonly<Record<TrafficPolicy, string>>;
}

/** What each policy means for this Service, in numbers. */
export function preparePolicyComparison(traffic: Readonly<Record<TrafficPolicy, PolicyTraffic>>): ComparisonRow[] {
  const row = (term: GlossaryTerm, label: string, value: (of: PolicyTraffic) => string): ComparisonRow => ({
    term,
    label,
    values: { Cluster: value(traffic.Cluster), Local: value(traffic.Local) },
  });
  return [
    row('rotation', 'Nodes in rotation', inRotation),
    row('lost share', 'Lost share', (of) => formatShare(of.lostShare)),
    row('hottest pod', 'Hottest pod', (of) => formatFactor(of.imbalance.hottestPodFactor)),
    row('usable capacity', 'Usable capacity', (of) => shareOrDash(of.imbalance.usableCapacity)),
    row('cross node', 'Passed on to another node', (of) => formatShare(of.crossNodeShare)),
    row('cross zone', 'Passed on to another zone', (of) => formatShare(of.crossZoneShare)),
    row('client IP', 'Client address kept', (of) => (of.clientIpPreserved ? 'yes' : 'no')),
    row('blast radius', 'Worst loss of one node', worstBlast),
  ];
}

function inRotation(of: PolicyTraffic): string {
  const members = of.nodes.filter((node) => node.inPool).length;
  return `${of.nodes.filter((node) => node.share > 0).length} of ${members}`;
}

function worstBlast(of: PolicyTraffic): string {
  const [first, ...others] = of.blastRadius;
  if (first === undefined) return '–';
  const worst = others.reduce((most, next) => (next.atRiskWhileProbed > most.atRiskWhileProbed ? next : most), first);
  if (worst.atRiskWhileProbed === 0) return 'none';
  return `${formatShare(worst.atRiskWhileProbed)} for ${formatWindow(worst.windowSeconds)}`;
}

function shareOrDash(share: number | null): string {
  return share === null ? '–' : formatShare(share);
}
