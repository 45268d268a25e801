import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ResourceStatus } from '../snapshot/source-status.ts';
import { systemClock, timestamp } from '../sources/kubernetes/clock.ts';
import type { AnalyzedSnapshot } from './analyzer.ts';
import { type AzureSide, createAzureSide } from './azure/azure-side.ts';
import type { LiveClusterOptions } from './live-cluster-options.ts';
import { type NodeSide, startNodeSide } from './probes/node-side.ts';
import { kubernetesStatus } from './publish/kubernetes-status.ts';
import { Publisher } from './publish/publisher.ts';
import { sourcesDiffer } from './publish/sources-differ.ts';
import { withObserved } from './publish/with-observed.ts';
import { createSnapshotStore, type SnapshotStore } from './store/snapshot-store.ts';
import type { Urgency } from './store/urgency.ts';

/** What one live cluster is made of, before anything is read. */
export interface ClusterCore<A extends AnalyzedSnapshot> {
  readonly store: SnapshotStore;
  readonly azure: AzureSide;
  readonly nodes: NodeSide;
  readonly publisher: Publisher<A>;
  /** Notes a change, and that of any source's state. */
  note(urgency: Urgency): void;
}

/** `kubernetesResources`: the states of the resources of the Kubernetes source at this moment. */
export function createClusterCore<A extends AnalyzedSnapshot>(
  options: LiveClusterOptions<A>,
  kubernetesResources: () => readonly ResourceStatus[],
): ClusterCore<A> {
  const { id, name = id, analyzer, clock = systemClock, random = Math.random } = options;
  const onError = options.onError ?? (() => undefined);
  const store = createSnapshotStore(name, () => clock.now());
  const azure = createAzureSide({
    connect: options.connectAzure,
    store: store.azure,
    nodes: () => store.kubernetes.part().nodes,
    onRead: note,
    clock,
    random,
    onError,
  });
  const nodes = startNodeSide({
    ask: options.askNode ?? null,
    store: store.observed,
    parts: () => store.kubernetes.part(),
    onRead: note,
    clock,
    onError,
  });
  const sources = (): Snapshot['sources'] => ({
    kubernetes: kubernetesStatus(kubernetesResources(), clock.now()),
    azure: azure.azureStatus(),
    probes: withObserved(azure.probesStatus(), nodes.status()),
  });
  const take = () => store.take(timestamp(clock), sources());
  const publisher = new Publisher({ clock, analyzer, take, onError });

  function note(urgency: Urgency): void {
    const isNews = urgency === 'news' || sourcesDiffer(publisher.current().snapshot.sources, sources());
    publisher.note(isNews ? 'news' : urgency);
  }

  return { store, azure, nodes, publisher, note };
}
