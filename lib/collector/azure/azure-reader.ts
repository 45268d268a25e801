import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { ResourceStatus } from '../../snapshot/source-status.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { AzureStore } from '../store/azure-store.ts';
import type { Urgency } from '../store/urgency.ts';
import type { AzurePort } from './azure-port.ts';
import { createHealthRotation } from './health-rotation.ts';
import { HealthTask } from './health-task.ts';
import { createListTasks, type ListTasksOptions } from './list-tasks.ts';
import type { ReadTask } from './read-task.ts';
import { timedRefresh } from './timed-refresh.ts';
import { createUnexplainedWatch } from './unexplained-watch.ts';

export interface AzureReaderOptions {
  readonly port: AzurePort;
  readonly store: AzureStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly nodes: () => Snapshot['kubernetes']['nodes'];
  /** Something was read, or failed to be. */
  readonly onRead: (urgency: Urgency) => void;
  readonly onError: (doing: string, error: unknown) => void;
}

export interface TimedStatus {
  readonly status: ResourceStatus;
  /** Seconds it is read in; null: it is not needed now. */
  readonly cadenceSeconds: number | null;
}

export interface AzureReader {
  statuses(): readonly TimedStatus[];
  healthStatus(): TimedStatus;
  /** The Service of this base name changed: what its probes say matters now. */
  noteChange(base: string): void;
  /** Resolves when everything that is read as a list has been read once or has failed. */
  readonly settled: Promise<void>;
  stop(): void;
}

const TICK_MS = 1000;

/** Reads Azure's side of one cluster: every kind of object at its own pace, and probe answers rule by rule. */
export function startAzureReader(options: AzureReaderOptions): AzureReader {
  const { port, store, clock, random, nodes, onRead } = options;
  const stopping = new AbortController();
  const settling = Promise.withResolvers<void>();
  const rotation = createHealthRotation();
  const unexplained = createUnexplainedWatch(clock, () => store.part().loadBalancers, nodes);
  const onError = (error: unknown) => options.onError('taking what Azure answered', error);

  function onApplied(urgency: Urgency): void {
    if (stopping.signal.aborted) return;
    rotation.update(store.part().loadBalancers ?? []);
    const pruned = store.keepRuleHealth((health) => rotation.has(health));
    onRead(urgency === 'news' || pruned === 'news' ? 'news' : 'routine');
    if (tasks.every((task) => task.isSettled())) settling.resolve();
  }

  const read: ListTasksOptions['read'] = (request) => timedRefresh(port, clock, request, stopping.signal);
  const tasks = createListTasks({ store, unexplained, read, onApplied, onError, clock, random });
  const health = new HealthTask({
    rotation,
    read,
    apply: (answer) => onApplied(rotation.has(answer) ? store.ruleHealth(answer) : 'none'),
    onFailed: () => onApplied('none'),
    onError,
    healths: () => store.healths(),
    clock,
  });
  const stopTicking = everySecond(clock, () => {
    for (const task of tasks) task.tick();
    health.tick();
  });

  return {
    statuses: () => tasks.map(timedStatus),
    healthStatus: () => ({ status: health.status(), cadenceSeconds: health.cadenceSeconds() }),
    noteChange: (base) => rotation.noteChange(base, clock.now()),
    settled: settling.promise,
    stop() {
      stopping.abort();
      stopTicking();
    },
  };
}

function timedStatus(task: ReadTask): TimedStatus {
  return { status: task.status(), cadenceSeconds: task.isNeeded() ? task.cadenceMs / 1000 : null };
}

/** Starts at once. Returns the function that ends it. */
function everySecond(clock: Clock, work: () => void): () => void {
  let cancel: () => void = () => undefined;
  const tick = () => {
    work();
    cancel = clock.after(TICK_MS, tick);
  };
  tick();
  return () => cancel();
}
