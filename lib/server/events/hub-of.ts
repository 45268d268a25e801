import { processWide } from '../process-wide.ts';
import type { ServedCluster } from '../registry.ts';
import { StreamHub } from './stream-hub.ts';
import { systemTiming } from './stream-timing.ts';

/** The hub of a cluster; one for all of its viewers. */
export function hubOf(cluster: ServedCluster): StreamHub {
  const hubs = processWide('stream-hubs', () => new WeakMap<ServedCluster, StreamHub>());
  const known = hubs.get(cluster);
  if (known !== undefined) return known;
  const hub = new StreamHub(cluster, systemTiming);
  hubs.set(cluster, hub);
  return hub;
}
