import type { ResourceStatus } from '../../snapshot/source-status.ts';
import { checkPermissions, type KubernetesPermission } from './check-permissions.ts';
import { type Clock, systemClock } from './clock.ts';
import { HostRouteReader } from './hosts/host-route-reader.ts';
import type { KubernetesListener } from './kubernetes-listener.ts';
import { HeartbeatPoller } from './leases/heartbeat-poller.ts';
import { defaultPodScopeLimits, type PodScopeLimits } from './pods/plan-pod-scopes.ts';
import { type CollectionReader, createCollectionReader } from './source/collection-reader.ts';
import { eventSpecs, nodeSpec, serviceSpec } from './source/collection-specs.ts';
import { Dependants } from './source/dependants.ts';
import { listenUntil } from './source/listen-until.ts';
import { createPublishers, type Publishers } from './source/publishers.ts';
import { createStatusBoard, type StatusBoard } from './source/status-board.ts';
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
  const { access, clock = systemClock, random = Math.random, podScopeLimits = defaultPodScopeLimits } = options;
  const stopping = new AbortController();
  const settling = Promise.withResolvers<void>();
  const listener = listenUntil(stopping.signal, options.listener);
  const transport = createKubeTransport({ access, clock });
  const board = createStatusBoard((status) => listener.status(status));
  const publishers = createPublishers(listener);
  const reader = createCollectionReader({ transport, clock, random }, board, settleWhenDone);
  const dependants = new Dependants({ reader, publishers, clock, podScopeLimits, board });
  const hosts = new HostRouteReader({ transport, clock, reader, publishers, board, onProgress: settleWhenDone });
  const heartbeats = new HeartbeatPoller(
    { transport, clock, random },
    {
      stoppedSeconds: options.heartbeatStoppedSeconds ?? 40,
      publish: (leases) => listener.replaced('leases', leases),
      onState() {
        board.refresh('leases');
        settleWhenDone();
      },
    },
  );
  board.add('leases', heartbeats);
  void heartbeats.run();
  hosts.start();
  const independent = readIndependent(reader, publishers, board, dependants);

  function settleWhenDone(): void {
    const isDone = heartbeats.state().kind !== 'starting' && areSettled(publishers, dependants.hasStarted());
    if (isDone) settling.resolve();
  }

  return {
    statuses: board.statuses,
    settled: settling.promise,
    checkPermissions: (signal) => checkPermissions(transport, signal),
    stop() {
      stopping.abort();
      dependants.stop();
      for (const each of [...independent, hosts, heartbeats]) each.stop();
      transport.close();
    },
  };
}

/** Starts what is read whatever else is known. The dependants follow the Services. */
function readIndependent(
  reader: CollectionReader,
  publishers: Publishers,
  board: StatusBoard,
  dependants: Dependants,
): readonly { stop(): void }[] {
  const services = reader.read<'services'>(serviceSpec, publishers.services, () => {
    const { state, error } = board.statusOf('services');
    if (services.hasSynced()) dependants.update(services.items().values());
    else if (state !== 'absent') board.explainWaiting(`Not read, because the Services are not known: ${error}`);
  });
  const nodes = reader.read<'nodes'>(nodeSpec, publishers.nodes);
  const events = eventSpecs.map((spec) => reader.read<'events'>(spec, publishers.events));
  for (const each of [publishers.services, publishers.nodes, publishers.events]) each.ready();
  return [services, nodes, ...events];
}

/** What depends on Services counts once it has been started: without Services it never is. */
function areSettled({ services, nodes, events, hostRoutes, ...dependent }: Publishers, hasStarted: boolean): boolean {
  const begun = [services, nodes, events, hostRoutes, ...(hasStarted ? Object.values(dependent) : [])];
  return begun.every((each) => each.isSettled());
}
