import type { Analysis } from '../../analysis/analysis.ts';
import { analyze } from '../../analysis/analyze.ts';
import { testNode, testService, testSnapshot } from '../../analysis/testing/world.ts';
import type { ClusterListener, ClusterOrigin, ClusterState } from '../../collector/live-cluster.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { ServedCluster } from '../registry.ts';

export interface ChangingCluster extends ServedCluster {
  /** Publishes the next state. */
  change(edit: (snapshot: Snapshot) => Snapshot): void;
  readonly listeners: number;
}

/** Two nodes, and the Services `shop/web` (Cluster) and `shop/api` (Local) with one pod each on the first node. */
export function smallSnapshot(): Snapshot {
  return testSnapshot({
    nodes: [testNode('n0', 0), testNode('n1', 1)],
    services: [testService('web'), testService('api', { externalTrafficPolicy: 'Local' })],
    endpoints: { web: [{ node: 'n0' }], api: [{ node: 'n0' }] },
  });
}

/** A cluster that changes when a test says so. */
export function changingCluster(
  id: string,
  snapshot: Snapshot = smallSnapshot(),
  origin: ClusterOrigin = 'live',
): ChangingCluster {
  const listeners = new Set<ClusterListener<Analysis>>();
  let state: ClusterState<Analysis> = { version: 1, snapshot, analysis: analyze(snapshot) };
  return {
    id,
    origin,
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => Promise.resolve(),
    get listeners() {
      return listeners.size;
    },
    change(edit) {
      const next = edit(state.snapshot);
      state = { version: state.version + 1, snapshot: next, analysis: analyze(next) };
      for (const listener of listeners) listener(state, { changes: [{ kind: 'nodes', key: '*' }] });
    },
  };
}

/** The Service without any endpoint. */
export function withoutEndpoints(name: string): (snapshot: Snapshot) => Snapshot {
  return (snapshot) => {
    const slices = (snapshot.kubernetes.endpointSlices ?? []).map((slice) =>
      slice.serviceName === name ? { ...slice, endpoints: [] } : slice,
    );
    return { ...snapshot, kubernetes: { ...snapshot.kubernetes, endpointSlices: slices } };
  };
}

export function withoutService(name: string): (snapshot: Snapshot) => Snapshot {
  return (snapshot) => {
    const services = (snapshot.kubernetes.services ?? []).filter((service) => service.name !== name);
    return { ...snapshot, kubernetes: { ...snapshot.kubernetes, services } };
  };
}
