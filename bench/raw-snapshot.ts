import type { Snapshot } from '../lib/snapshot/snapshot.ts';
import type { ParseProblem } from '../lib/snapshot/wire/parsed.ts';
import { SnapshotBuilder } from './snapshot-builder.ts';

/** Raw objects of one cluster, parsed JSON or made by a generator. */
export interface RawLists {
  readonly nodes: readonly unknown[];
  readonly leases: readonly unknown[];
  readonly services: readonly unknown[];
  readonly endpointSlices: readonly unknown[];
  readonly loadBalancers: readonly unknown[];
  readonly publicIPAddresses: readonly unknown[];
  readonly scaleSets?: readonly unknown[];
  readonly managedCluster: unknown;
}

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  readonly problems: readonly ParseProblem[];
}

/** Sends raw objects through the wire parsers, as the sources do; pods stay not loaded. */
export function readSnapshot(raw: RawLists): ReadSnapshot {
  const builder = new SnapshotBuilder();
  builder.add('nodes', raw.nodes);
  builder.add('leases', raw.leases);
  builder.add('services', raw.services);
  builder.add('endpointSlices', raw.endpointSlices);
  builder.add('loadBalancers', raw.loadBalancers);
  builder.add('publicIPAddresses', raw.publicIPAddresses);
  builder.add('scaleSets', raw.scaleSets ?? []);
  builder.add('managedCluster', [raw.managedCluster]);
  return { snapshot: builder.snapshot(), problems: builder.problems };
}
