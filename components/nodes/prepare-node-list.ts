import type { Known } from '../../lib/report/known.ts';
import type { NodeSummary } from '../../lib/report/node-summary.ts';
import type { Verdict } from '../../lib/report/verdict-report.ts';
import { nodePath, servicePath } from '../cluster/service-path.ts';
import { formatZone } from '../format.ts';
import { type ShownVerdict, shownVerdict } from '../shown-state.ts';
import { faultVerdicts, verdictOrder, verdictWords } from '../status-vocabulary.ts';
import { matchesFilter } from '../table/matches-filter.ts';
import { type Comparators, compareText } from '../table/sort-rows.ts';

/** How often a node has one verdict, over the Services. */
export interface VerdictCount {
  readonly verdict: ShownVerdict;
  readonly services: number;
}

export interface NodeListRow extends NodeSummary {
  readonly href: string;
  /** Page of the Service that loses most; null: none loses anything. */
  readonly worstHref: string | null;
  /** Worst first. */
  readonly counts: readonly VerdictCount[];
}

export type NodeListSort = 'name' | 'verdict' | 'place' | 'rotation' | 'entering' | 'risk' | 'endpoints';

const worstOf = (row: NodeListRow): number => {
  const [first] = row.counts;
  return first === undefined ? verdictOrder.length : verdictOrder.indexOf(first.verdict);
};
const riskOf = (row: NodeListRow): number => row.worst?.atRiskWhileProbed ?? 0;

export const nodeListComparators: Comparators<NodeListRow, NodeListSort> = {
  name: (a, b) => compareText(a.name, b.name),
  verdict: (a, b) => worstOf(a) - worstOf(b) || riskOf(b) - riskOf(a),
  place: (a, b) => compareText(`${a.pool} ${a.zone}`, `${b.pool} ${b.zone}`) || compareText(a.name, b.name),
  rotation: (a, b) => b.inRotationOf - a.inRotationOf,
  entering: (a, b) => (b.worst?.entering ?? 0) - (a.worst?.entering ?? 0),
  risk: (a, b) => riskOf(b) - riskOf(a),
  endpoints: (a, b) => b.endpoints - a.endpoints,
};

/** What stands out first, then what would cost most. `known`: whether any probe of the cluster was seen. */
export function prepareNodeList(
  clusterId: string,
  nodes: readonly NodeSummary[],
  known: Known,
): readonly NodeListRow[] {
  return nodes
    .map((node) => ({
      ...node,
      href: nodePath(clusterId, node.name),
      worstHref: node.worst === null ? null : servicePath(clusterId, node.worst.service),
      counts: countsOf(node, known),
    }))
    .toSorted((a, b) => nodeListComparators.verdict(a, b) || compareText(a.name, b.name));
}

function countsOf(node: NodeSummary, known: Known): readonly VerdictCount[] {
  const totals = new Map<ShownVerdict, number>();
  for (const [verdict, services] of entriesOf(node.verdicts)) {
    const shown = shownVerdict(verdict, node, known);
    totals.set(shown, (totals.get(shown) ?? 0) + services);
  }
  return verdictOrder.flatMap((verdict) => {
    const services = totals.get(verdict);
    return services === undefined ? [] : [{ verdict, services }];
  });
}

function entriesOf(verdicts: NodeSummary['verdicts']): readonly (readonly [Verdict, number])[] {
  return (
    ['wrongly-in', 'wrongly-out', 'degraded', 'unknown', 'draining', 'in-rotation', 'expected-out'] as const
  ).flatMap((verdict) => {
    const services = verdicts[verdict];
    return services === undefined ? [] : [[verdict, services] as const];
  });
}

export function filterNodeList(
  rows: readonly NodeListRow[],
  { filter, onlyFaults }: { readonly filter: string; readonly onlyFaults: boolean },
): readonly NodeListRow[] {
  return rows.filter(
    (row) =>
      (!onlyFaults || row.departure !== null || row.counts.some(({ verdict }) => faultVerdicts.has(verdict))) &&
      matchesFilter(searchText(row), filter),
  );
}

function searchText(row: NodeListRow): string {
  const flags = [
    row.spot ? 'spot' : '',
    row.ready ? '' : 'notready',
    row.silent ? 'silent' : '',
    row.known ? '' : 'unknown ghost',
    row.departure ?? '',
  ];
  return [
    row.name,
    row.ip ?? '',
    row.pool ?? '',
    row.zone ?? '',
    formatZone(row.zone),
    ...row.counts.map(({ verdict }) => `${verdict} ${verdictWords[verdict].word}`),
    ...flags,
  ].join(' ');
}
