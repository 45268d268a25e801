import type { ResourceStatus } from '../../snapshot/source-status.ts';
import { checkPermissions, type KubernetesPermission } from './check-permissions.ts';
import { type Clock, systemClock } from './clock.ts';
import type { KubernetesListener } from './kubernetes-listener.ts';
import { HeartbeatPoller } from './leases/heartbeat-poller.ts';
import { defaultPodScopeLimits, type PodScopeLimits } from './pods/plan-pod-scopes.ts';
import { createCollectionReader } from './source/collection-reader.ts';
import { eventSpecs, nodeSpec, serviceSpec } from './source/collection-specs.ts';
import { createDependants } from './source/dependants.ts';
import { createPublishers } from './source/publishers.ts';
import { createStatusBoard } from './source/status-board.ts';
import type { KubeAccess } from './transport/kube-access.ts';
import { createKubeTransport } from './transport/kube-transport.ts';

export interface KubernetesSourceOptions {
  readonly access: KubeAccess;
  readonly listener: KubernetesListener;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly podScopeLimits?: PodScopeLimits;
  /** A heartbeat this much older than the newest has stopped, and is told at once. */
  readonly heartbeatStoppedSeconds?: number;
}

export interface KubernetesSource {
  /** The state of every resource at this moment, with how old its data is. */
  statuses(): readonly ResourceStatus[];
  /** Resolves when every resource has been read once or has failed. */
  readonly settled: Promise<void>;
  /** Asks the API server which of the things we do are permitted. Never rejects. */
  checkPermissions(signal: AbortSignal): Promise<readonly KubernetesPermission[]>;
  stop(): void;
}

/** Starts reading a cluster, and tells the listener what it holds and what changes, until stopped. */
export function startKubernetesSource(options: KubernetesSourceOptions): KubernetesSource {
  const { access, clock = systemClock, random = Math.random } = options;
  const stopping = new AbortController();
  const listener = listenUntil(stopping.signal, options.listener);
  const transport = createKubeTransport({ access, clock });
  const environment = { transport, clock, random };
  const board = createStatusBoard((status) => listener.status(status));
  const publishers = createPublishers(listener);
  const settling = Promise.withResolvers<void>();
  const reader = createCollectionReader(environment, board, settleWhenDone);
  const podScopeLimits = options.podScopeLimits ?? defaultPodScopeLimits;
  const dependants = createDependants({ reader, publishers, clock, podScopeLimits, board });

  const heartbeats = new HeartbeatPoller(environment, {
    stoppedSeconds: options.heartbeatStoppedSeconds ?? 25,
    publish: (leases) => listener.replaced('leases', leases),
    onState() {
      board.refresh('leases');
      settleWhenDone();
    },
  });
  board.add('leases', heartbeats);
  void heartbeats.run();

  const services = reader.read<'services'>(serviceSpec, publishers.services, () => {
    const { state, error } = board.statusOf('services');
    if (services.hasSynced()) dependants.update(services.items().values());
    else if (state !== 'absent') board.explainWaiting(`Not read, because the Services are not known: ${error}`);
  });
  const independent = [
    services,
    reader.read<'nodes'>(nodeSpec, publishers.nodes),
    ...eventSpecs.map((spec) => reader.read<'events'>(spec, publishers.events)),
  ];
  for (const each of [publishers.services, publishers.nodes, publishers.events]) each.ready();

  function settleWhenDone(): void {
    const { pods, services: ofServices, nodes, events, ...others } = publishers;
    const begun = [ofServices, nodes, events, ...(dependants.hasStarted() ? [pods, ...Object.values(others)] : [])];
    if (heartbeats.state().kind !== 'starting' && begun.every((each) => each.isSettled())) settling.resolve();
  }

  return {
    statuses: board.statuses,
    settled: settling.promise,
    checkPermissions: (signal) => checkPermissions(transport, signal),
    stop() {
      stopping.abort();
      dependants.stop();
      for (const each of independent) each.stop();
      heartbeats.stop();
      transport.close();
    },
  };
}

/** Ending collections looks like losing what they hold; nobody is told so. */
function listenUntil(stopped: AbortSignal, listener: KubernetesListener): KubernetesListener {
  return {
    replaced(kind, items) {
      if (!stopped.aborted) listener.replaced(kind, items);
    },
    changed(kind, key, value) {
      if (!stopped.aborted) listener.changed(kind, key, value);
    },
    status(status) {
      if (!stopped.aborted) listener.status(status);
    },
  };
}
