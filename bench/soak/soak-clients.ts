import type { Api } from './api.ts';
import type { Known } from './churn.ts';
import { type OwnClient, startOwnClient } from './own-client.ts';
import type { SoakTarget } from './soak-target.ts';
import { WatchClient, type WatchClientOptions } from './watch-client.ts';

/** What is watched. */
export const PATHS = {
  nodes: '/api/v1/nodes',
  pods: '/api/v1/pods',
  services: '/api/v1/services',
  events: '/api/v1/events',
  endpointslices: '/apis/discovery.k8s.io/v1/endpointslices',
  deployments: '/apis/apps/v1/deployments',
  leases: '/apis/coordination.k8s.io/v1/leases',
} as const;
/** Pods that one client watches by selectors. */
export const SOME_PODS = `${PATHS.pods}?labelSelector=app&fieldSelector=status.phase%3DRunning`;

export interface Clients {
  readonly steady: ReadonlyMap<string, WatchClient>;
  readonly all: readonly WatchClient[];
  readonly own: OwnClient;
}

const asked = (cutAfter: number): readonly WatchClientOptions[] => [
  ...Object.entries(PATHS).map(([name, path]) => ({ name, path, cutAfter: null })),
  ...(['nodes', 'pods', 'endpointslices'] as const).map((kind) => ({
    name: `${kind}, cut every ${cutAfter} events`,
    path: PATHS[kind],
    cutAfter,
  })),
  { name: 'running pods of an app', path: SOME_PODS, cutAfter: null },
];

/** `cutAfter`: events after which some cut their connection, and go on from there. */
export async function startClients(
  target: SoakTarget,
  api: Api,
  cutAfter: number,
  failed: (error: Error) => void,
): Promise<Clients> {
  const all = asked(cutAfter).map((options) => new WatchClient(api, options));
  await Promise.all(all.map((client) => client.start(failed)));
  const steady = new Map(all.map((client) => [client.name, client]));
  return { steady, all, own: await startOwnClient(target.kubeconfigPath, failed) };
}

/** What the churn may choose from: what the watches tell, so that it never asks the simulator. */
export function knownTo({ steady }: Clients): Known {
  const of = (kind: string, isWanted = (_key: string): boolean => true) =>
    [...(steady.get(kind)?.revisions.keys() ?? [])].filter((key) => isWanted(key));
  const isOwn = (key: string): boolean => !key.startsWith('kube-system/') && !key.startsWith('default/');
  return {
    nodes: of('nodes'),
    pods: of('pods', isOwn),
    deployments: of('deployments', isOwn),
    services: of('services', isOwn),
  };
}
