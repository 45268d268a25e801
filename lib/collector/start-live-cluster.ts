import { loadBalancerBaseName } from '../snapshot/load-balancer-name.ts';
import { type Clock, systemClock, timestamp } from '../sources/kubernetes/clock.ts';
import type { KubernetesListener } from '../sources/kubernetes/kubernetes-listener.ts';
import type { KubernetesSource } from '../sources/kubernetes/kubernetes-source.ts';
import type { AnalyzedSnapshot } from './analyzer.ts';
import { type ClusterCore, createClusterCore } from './cluster-core.ts';
import type { LiveCluster } from './live-cluster.ts';
import type { LiveClusterOptions } from './live-cluster-options.ts';
import { owningService } from './owning-service.ts';

export interface StartedCluster<A extends AnalyzedSnapshot> extends LiveCluster<A> {
  /** Resolves when everything was read once or cannot be, and `current()` shows it. Probe answers come later. */
  readonly settled: Promise<void>;
  /** Asks the API server what is permitted. Never rejects. */
  readonly checkPermissions: KubernetesSource['checkPermissions'];
}

/** Keeps one live snapshot of a cluster and what it means, from Kubernetes and Azure, until stopped. */
export function startLiveCluster<A extends AnalyzedSnapshot>(options: LiveClusterOptions<A>): StartedCluster<A> {
  const { id, origin, clock = systemClock } = options;
  let source: KubernetesSource | null = null;
  const core = createClusterCore(options, () => source?.statuses() ?? []);
  const { azure, nodes, publisher } = core;
  const started = options.startKubernetes(listenTo(core));
  source = started;
  const stopLooking = lookForTime(core, options, clock);

  async function settle(): Promise<void> {
    await started.settled;
    azure.start();
    await azure.settled();
    publisher.flush();
  }

  return {
    id,
    origin,
    current: () => publisher.current(),
    subscribe: (listener) => publisher.subscribe(listener),
    settled: settle(),
    checkPermissions: started.checkPermissions,
    async stop() {
      stopLooking();
      started.stop();
      azure.stop();
      nodes.stop();
      publisher.stop();
    },
  };
}

function listenTo<A extends AnalyzedSnapshot>({ store, azure, publisher, note }: ClusterCore<A>): KubernetesListener {
  /** What a Service's probes say matters most just after something about it has changed. */
  function attend(changed: object): void {
    const service = owningService(changed, (key) => store.kubernetes.get('services', key));
    if (service !== undefined) azure.noteChange(loadBalancerBaseName(service.uid));
  }

  return {
    replaced(kind, items) {
      publisher.note(store.kubernetes.replaced(kind, items));
      if (kind === 'nodes') azure.start();
    },
    changed(kind, key, value) {
      const about = value ?? store.kubernetes.get(kind, key);
      const urgency = store.kubernetes.changed(kind, key, value);
      publisher.note(urgency);
      if (urgency === 'news' && about !== undefined) attend(about);
    },
    status: () => note('none'),
  };
}

/** How often to look whether something changes only because time passes. */
const LOOK_MS = 5000;
/** A state is made this often even when nothing happens, so that its ages stay true. */
const QUIET_MS = 30_000;

function lookForTime<A extends AnalyzedSnapshot>(
  { publisher, note }: ClusterCore<A>,
  { analyzer, onError }: LiveClusterOptions<A>,
  clock: Clock,
): () => void {
  let cancel = clock.after(LOOK_MS, look);

  function look(): void {
    cancel = clock.after(LOOK_MS, look);
    try {
      const { snapshot, analysis } = publisher.current();
      const isOld = clock.now() - Date.parse(snapshot.takenAt) >= QUIET_MS;
      note(isOld || analyzer.canChangeWithTime(analysis, timestamp(clock)) ? 'news' : 'none');
    } catch (error) {
      onError?.('looking for what time changes', error);
    }
  }

  return () => cancel();
}
