import type { Analysis } from '../analysis/analysis.ts';
import type { LiveCluster } from '../collector/live-cluster.ts';
import { processWide } from './process-wide.ts';

export type ServedCluster = LiveCluster<Analysis>;

interface Registry {
  clusters: ReadonlyMap<string, ServedCluster>;
}

const registry = (): Registry => processWide('registry', () => ({ clusters: new Map() }));

/** Replaces the clusters that this process answers for. Ids are unique: they are part of addresses. */
export function registerClusters(clusters: readonly ServedCluster[]): void {
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  if (byId.size < clusters.length) throw new Error('two clusters have the same id');
  registry().clusters = byId;
}

/** Null: no cluster of that id is served here. */
export function findCluster(id: string): ServedCluster | null {
  return registry().clusters.get(id) ?? null;
}

/** In the order they were configured. */
export function listClusters(): readonly ServedCluster[] {
  return [...registry().clusters.values()];
}
