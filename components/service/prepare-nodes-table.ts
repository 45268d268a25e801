import type { Known } from '../../lib/report/known.ts';
import type { ObservedAnswer } from '../../lib/report/observed-report.ts';
import type { ExpectedProbe, Forwards, PolicyNode } from '../../lib/report/policy-report.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { VerdictReport } from '../../lib/report/verdict-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatZone } from '../format.ts';
import { type ShownVerdict, shownVerdict } from '../shown-state.ts';
import { faultVerdicts, verdictOrder, verdictWords } from '../status-vocabulary.ts';
import { matchesFilter } from '../table/matches-filter.ts';
import { type Comparators, compareText } from '../table/sort-rows.ts';
import type { Variant } from './prepare-variants.ts';

/** A node under one policy. */
export interface NodeStanding {
  readonly expectedProbe: ExpectedProbe;
  readonly forwards: Forwards;
  readonly share: number;
}

export interface NodeRow {
  readonly name: string;
  readonly pool: string | null;
  readonly zone: string | null;
  readonly spot: boolean;
  /** Nobody hears from it. */
  readonly silent: boolean;
  /** Null: no Node object of this name exists. */
  readonly ready: boolean | null;
  readonly inPool: boolean;
  /** What each source says of it; empty: nobody was asked, or nobody said anything. */
  readonly observed: readonly ObservedAnswer[];
  readonly verdict: ShownVerdict;
  readonly because: string;
  readonly known: Known;
  readonly sources: readonly string[];
  /** Null: the node is a pool member without a Node object. */
  readonly standing: Readonly<Record<TrafficPolicy, NodeStanding | null>>;
}

export type NodeSort = 'name' | 'verdict' | 'pool' | 'in-pool' | 'observed' | 'cluster-share' | 'local-share';

const shareOf = (row: NodeRow, policy: TrafficPolicy) => row.standing[policy]?.share ?? 0;

export const nodeComparators: Comparators<NodeRow, NodeSort> = {
  name: (a, b) => compareText(a.name, b.name),
  verdict: compareWorst,
  pool: (a, b) => compareText(`${a.pool} ${a.zone}`, `${b.pool} ${b.zone}`),
  'in-pool': (a, b) => Number(b.inPool) - Number(a.inPool),
  observed: (a, b) => compareText(observedOrder(a), observedOrder(b)),
  'cluster-share': (a, b) => shareOf(b, 'Cluster') - shareOf(a, 'Cluster'),
  'local-share': (a, b) => shareOf(b, 'Local') - shareOf(a, 'Local'),
};

/** Every node and every pool member without one, for the rule of the variant, worst first. */
export function prepareNodeRows(report: ServiceReport, variant: Variant): readonly NodeRow[] {
  const byName = {
    Cluster: new Map(variant.traffic.Cluster.nodes.map((node) => [node.name, node])),
    Local: new Map(variant.traffic.Local.nodes.map((node) => [node.name, node])),
  };
  const verdicts = new Map(
    report.verdicts.filter((verdict) => verdict.rule === variant.rule.name).map((verdict) => [verdict.node, verdict]),
  );
  const names = new Set([...byName.Cluster.keys(), ...byName.Local.keys(), ...verdicts.keys()]);
  return [...names]
    .map((name) => {
      const own = byName[report.externalTrafficPolicy].get(name);
      return {
        ...nodeRow(name, byName.Cluster.get(name), byName.Local.get(name), verdicts.get(name)),
        // The pool of the other policy may be another one, with other members.
        ...(own === undefined ? {} : { inPool: own.inPool }),
      };
    })
    .toSorted(compareWorst);
}

export function filterNodeRows(
  rows: readonly NodeRow[],
  { filter, onlyFaults }: { readonly filter: string; readonly onlyFaults: boolean },
): readonly NodeRow[] {
  if (filter === '' && !onlyFaults) return rows;
  return rows.filter(
    (row) => (!onlyFaults || faultVerdicts.has(row.verdict)) && matchesFilter(searchText(row), filter),
  );
}

function nodeRow(
  name: string,
  cluster: PolicyNode | undefined,
  local: PolicyNode | undefined,
  verdict: VerdictReport | undefined,
): NodeRow {
  const node = cluster ?? local;
  return {
    name,
    pool: node?.pool ?? null,
    zone: node?.zone ?? null,
    spot: node?.spot ?? false,
    silent: node?.silent ?? false,
    ready: node?.ready ?? null,
    inPool: node?.inPool ?? true,
    observed: verdict?.observed ?? [],
    verdict: shownVerdict(verdict?.verdict ?? 'unknown', node, verdict?.known ?? 'computed'),
    because: sentence(verdict?.because ?? 'no verdict was made for this node'),
    known: verdict?.known ?? 'computed',
    sources: verdict?.sources ?? [],
    standing: { Cluster: standingOf(cluster), Local: standingOf(local) },
  };
}

/** Sources that contradict one another come first, then by what the first of them says. */
function observedOrder({ observed }: NodeRow): string {
  const states = new Set(observed.map(({ state }) => state));
  return states.has('up') && states.has('down') ? '' : (observed[0]?.state ?? 'z');
}

function standingOf(node: PolicyNode | undefined): NodeStanding | null {
  if (node === undefined) return null;
  return { expectedProbe: node.expectedProbe, forwards: node.forwards, share: node.share };
}

function compareWorst(a: NodeRow, b: NodeRow): number {
  const most = (row: NodeRow) => Math.max(shareOf(row, 'Cluster'), shareOf(row, 'Local'));
  return (
    verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict) ||
    most(b) - most(a) ||
    compareText(a.name, b.name)
  );
}

function searchText(row: NodeRow): string {
  const flags = [
    row.spot ? 'spot' : '',
    row.ready === false ? 'notready' : '',
    row.silent ? 'silent' : '',
    row.inPool ? '' : 'outside',
  ];
  return [
    row.name,
    row.pool ?? '',
    row.zone ?? '',
    formatZone(row.zone),
    verdictWords[row.verdict].word,
    row.verdict,
    ...flags,
  ].join(' ');
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return capital.endsWith('.') ? capital : `${capital}.`;
}
