import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { compareText } from '../table/sort-rows.ts';

export interface PoolRow {
  readonly pool: string;
  readonly spot: boolean;
  readonly nodes: number;
  readonly notReady: number;
  /** One entry for each zone of the table, in its order; null: the pool has no node there. */
  readonly zones: readonly (ZoneCell | null)[];
}

export interface ZoneCell {
  readonly nodes: number;
  readonly notReady: number;
}

export interface PoolTable {
  /** Names of the zones; null stands for nodes without one. */
  readonly zones: readonly (string | null)[];
  readonly rows: readonly PoolRow[];
}

/** Pools against zones. Pools with nodes that are not ready come first. */
export function preparePoolTable(pools: ClusterSummary['nodePools']): PoolTable {
  const zones = [...new Set(pools.flatMap((pool) => pool.zones.map((zone) => zone.zone)))].toSorted(compareZones);
  const rows = pools.map((pool) => ({
    pool: pool.pool,
    spot: pool.spot,
    nodes: pool.nodes,
    notReady: pool.nodes - pool.ready,
    zones: zones.map((name) => {
      const zone = pool.zones.find((candidate) => candidate.zone === name);
      return zone === undefined ? null : { nodes: zone.nodes, notReady: zone.nodes - zone.ready };
    }),
  }));
  return { zones, rows: rows.toSorted((a, b) => b.notReady - a.notReady || compareText(a.pool, b.pool)) };
}

function compareZones(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return compareText(a, b);
}
