import { type Comparators, compareText } from '../table/sort-rows.ts';
import type { RoutingModel } from './routing-model.ts';

/** One ribbon of the map as a row: the same facts for screen readers, for copying and for print. */
export interface RoutingRow {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** Pool and zone of the node or of the pod's node. */
  readonly place: string;
  readonly spot: boolean;
  readonly share: number;
  readonly lost: boolean;
}

export type RoutingSort = 'from' | 'to' | 'place' | 'share';

export const routingComparators: Comparators<RoutingRow, RoutingSort> = {
  from: (a, b) => compareText(a.from, b.from),
  to: (a, b) => compareText(a.to, b.to),
  place: (a, b) => compareText(a.place, b.place),
  share: (a, b) => b.share - a.share,
};

/** What flows, lost connections first. What gets nothing has no row. */
export function prepareRoutingRows(model: RoutingModel): readonly RoutingRow[] {
  const frontend = model.frontends.join(', ');
  const rows: RoutingRow[] = [];
  let lostAtNodes = 0;
  let entered = 0;
  for (const node of model.nodes) {
    entered += node.share;
    const common = { place: node.group.label, spot: node.spot };
    if (node.share > 0) {
      rows.push({ ...common, key: `in ${node.id}`, from: frontend, to: node.name, share: node.share, lost: false });
    }
    if (node.lost > 0) {
      lostAtNodes += node.lost;
      rows.push({ ...common, key: `lost ${node.id}`, from: node.name, to: 'lost', share: node.lost, lost: true });
    }
  }
  for (const pod of model.pods) {
    if (pod.share === 0) continue;
    const from = model.direct && pod.nodeId !== null ? pod.nodeId.slice('node:'.length) : 'any node in rotation';
    rows.push({
      key: pod.id,
      from,
      to: pod.name,
      place: pod.group.label,
      spot: pod.spot,
      share: pod.share,
      lost: false,
    });
  }
  const rest = model.lostShare - lostAtNodes;
  if (rest > 1e-9) {
    const from = entered === 0 ? frontend : 'any node in rotation';
    rows.push({ key: 'lost', from, to: 'lost', place: '', spot: false, share: rest, lost: true });
  }
  return rows.toSorted((a, b) => Number(b.lost) - Number(a.lost));
}
