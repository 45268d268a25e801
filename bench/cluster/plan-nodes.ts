import type { SeededRandom } from './seeded-random.ts';

export type PoolKind = 'system' | 'user' | 'spot';

/** A node before it is written as a Kubernetes object and as a pool member. */
export interface PlannedNode {
  readonly index: number;
  readonly name: string;
  readonly uid: string;
  readonly kind: PoolKind;
  readonly pool: string;
  readonly scaleSet: string;
  readonly instance: number;
  readonly zone: string;
  readonly ip: string;
  /** First three bytes of its /24 of pod addresses. */
  readonly podNetwork: string;
}

const NODES_PER_POOL = 1_000;
const SHARES: readonly (readonly [PoolKind, number])[] = [
  ['system', 0.02],
  ['spot', 0.3],
  ['user', 1],
];

/** System, spot and user pools over three zones; a pool holds at most 1,000 nodes, as on AKS. */
export function planNodes(count: number, random: SeededRandom): readonly PlannedNode[] {
  const nodes: PlannedNode[] = [];
  for (const [kind, share] of SHARES) {
    const rest = count - nodes.length;
    const wanted = kind === 'user' ? rest : Math.min(rest, Math.max(1, Math.round(count * share)));
    for (let made = 0; made < wanted; made += NODES_PER_POOL) {
      const pool = `${kind}${Math.floor(made / NODES_PER_POOL)}`;
      const scaleSet = `aks-${pool}-${10_000_000 + random.below(89_999_999)}-vmss`;
      const size = Math.min(NODES_PER_POOL, wanted - made);
      for (let instance = 0; instance < size; instance++) {
        nodes.push(planNode(nodes.length, kind, pool, scaleSet, instance, random));
      }
    }
  }
  return nodes;
}

function planNode(
  index: number,
  kind: PoolKind,
  pool: string,
  scaleSet: string,
  instance: number,
  random: SeededRandom,
): PlannedNode {
  const host = index + 4;
  return {
    index,
    name: `${scaleSet}${instance.toString(36).padStart(6, '0')}`,
    uid: random.uuid(),
    kind,
    pool,
    scaleSet,
    instance,
    zone: `westeurope-${(instance % 3) + 1}`,
    ip: `10.${224 + (host >> 16)}.${(host >> 8) & 255}.${host & 255}`,
    podNetwork: `100.${64 + (index >> 8)}.${index & 255}`,
  };
}
