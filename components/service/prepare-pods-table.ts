import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatZone } from '../format.ts';
import { type ShownPodState, shownPodState } from '../shown-state.ts';
import { podStateOrder } from '../status-vocabulary.ts';
import { matchesFilter } from '../table/matches-filter.ts';
import { type Comparators, compareText } from '../table/sort-rows.ts';
import { fairShareOf } from './fair-share.ts';
import { localShares } from './local-shares.ts';
import type { Variant } from './prepare-variants.ts';

export interface PodRow {
  /** `namespace/name`. */
  readonly key: string;
  readonly name: string;
  readonly ip: string;
  /** Null: the endpoint names no node. */
  readonly node: string | null;
  readonly pool: string | null;
  readonly zone: string | null;
  readonly spot: boolean;
  readonly state: ShownPodState;
  readonly share: Readonly<Record<TrafficPolicy, number>>;
  /** Share as a multiple of what each pod that answers would get if all got the same. Null: none is reached. */
  readonly factor: Readonly<Record<TrafficPolicy, number | null>>;
}

export type PodSort = 'name' | 'node' | 'state' | 'cluster-share' | 'local-share';

const faultStates: ReadonlySet<ShownPodState> = new Set<ShownPodState>(['unanswered', 'silent', 'not-ready']);

export const podComparators: Comparators<PodRow, PodSort> = {
  name: (a, b) => compareText(a.key, b.key),
  node: (a, b) => compareText(a.node ?? '', b.node ?? '') || compareText(a.key, b.key),
  state: (a, b) => podStateOrder.indexOf(a.state) - podStateOrder.indexOf(b.state) || compareText(a.key, b.key),
  'cluster-share': (a, b) => b.share.Cluster - a.share.Cluster,
  'local-share': (a, b) => b.share.Local - a.share.Local,
};

/** The pods of a variant by node, under both policies. */
export function preparePodRows(variant: Variant): readonly PodRow[] {
  const { Cluster } = variant.traffic;
  const nodes = new Map(Cluster.nodes.map((node) => [node.name, node]));
  const underLocal = localShares(variant.traffic);
  const fair = { Cluster: fairShareOf(variant.traffic.Cluster), Local: fairShareOf(variant.traffic.Local) };
  const factor = (share: number, policy: TrafficPolicy) => (fair[policy] === null ? null : share / fair[policy]);
  return Cluster.pods
    .map((pod, index) => {
      const key = `${pod.namespace}/${pod.name}`;
      const node = nodes.get(pod.node ?? '');
      const share = { Cluster: pod.share, Local: underLocal[index] ?? 0 };
      return {
        key,
        name: pod.name,
        ip: pod.ip,
        node: pod.node,
        pool: node?.pool ?? null,
        zone: node?.zone ?? null,
        spot: node?.spot ?? false,
        state: shownPodState(pod),
        share,
        factor: { Cluster: factor(share.Cluster, 'Cluster'), Local: factor(share.Local, 'Local') },
      };
    })
    .toSorted(byNode(Cluster.pods.map(({ node }) => node ?? '')));
}

/** Names of nodes are put in order once, not at each comparison; the pods of a node keep the order of the report. */
function byNode(names: readonly string[]): (a: PodRow, b: PodRow) => number {
  const places = new Map([...new Set(names)].toSorted(compareText).map((name, place) => [name, place]));
  const placeOf = (row: PodRow) => places.get(row.node ?? '') ?? 0;
  return (a, b) => placeOf(a) - placeOf(b);
}

export function filterPodRows(
  rows: readonly PodRow[],
  { filter, onlyFaults }: { readonly filter: string; readonly onlyFaults: boolean },
): readonly PodRow[] {
  if (filter === '' && !onlyFaults) return rows;
  return rows.filter(
    (row) =>
      (!onlyFaults || faultStates.has(row.state)) &&
      matchesFilter(
        [
          row.key,
          row.ip,
          row.node ?? '',
          row.pool ?? '',
          row.zone ?? '',
          formatZone(row.zone),
          row.state,
          row.spot ? 'spot' : '',
        ].join(' '),
        filter,
      ),
  );
}
