import type { ClusterNode } from '../../lib/snapshot/cluster-node.ts';
import type { EndpointSlice } from '../../lib/snapshot/endpoint-slice.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import type { SnapshotDelta } from '../../lib/snapshot/snapshot-delta.ts';
import type { SeededRandom } from '../cluster/seeded-random.ts';

export interface Changed {
  readonly snapshot: Snapshot;
  readonly delta: SnapshotDelta;
}

/** One endpoint turns unready, or ready again. */
export function changeEndpoint(snapshot: Snapshot, random: SeededRandom): Changed {
  const slices = snapshot.kubernetes.endpointSlices ?? [];
  const slice = pick(slices, random);
  const which = random.below(slice.endpoints.length);
  const endpoints = slice.endpoints.map((endpoint, index) =>
    index === which ? { ...endpoint, ready: !endpoint.ready, serving: !endpoint.ready } : endpoint,
  );
  const changed: EndpointSlice = { ...slice, endpoints };
  const endpointSlices = slices.map((each) => (each === slice ? changed : each));
  return {
    snapshot: { ...snapshot, kubernetes: { ...snapshot.kubernetes, endpointSlices } },
    delta: { changes: [{ kind: 'endpointSlices', key: `${slice.namespace}/${slice.name}` }] },
  };
}

const TAINT = { key: 'ToBeDeletedByClusterAutoscaler', value: '1795230000', effect: 'NoSchedule', addedAt: null };

/** One node loses its kubelet or gets it back, is marked for removal, or is spared. */
export function changeNode(snapshot: Snapshot, random: SeededRandom): Changed {
  const nodes = snapshot.kubernetes.nodes ?? [];
  const node = pick(nodes, random);
  const changed = random.below(2) === 0 ? withReadiness(node) : withTaint(node);
  const next = nodes.map((each) => (each === node ? changed : each));
  return {
    snapshot: { ...snapshot, kubernetes: { ...snapshot.kubernetes, nodes: next } },
    delta: { changes: [{ kind: 'nodes', key: node.name }] },
  };
}

function withReadiness(node: ClusterNode): ClusterNode {
  const conditions = node.conditions.map((condition) =>
    condition.type === 'Ready'
      ? { ...condition, status: condition.status === 'True' ? ('Unknown' as const) : ('True' as const) }
      : condition,
  );
  return { ...node, conditions };
}

function withTaint(node: ClusterNode): ClusterNode {
  const others = node.taints.filter((taint) => taint.key !== TAINT.key);
  return { ...node, taints: others.length < node.taints.length ? others : [...others, TAINT] };
}

function pick<T>(items: readonly T[], random: SeededRandom): T {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error('nothing to change: the list is empty');
  return item;
}
