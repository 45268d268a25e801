import type { KubeConfigSource } from './kube-config-source.ts';
import { loadKubeConfig } from './load-kube-config.ts';

export interface KubeContext {
  readonly name: string;
  readonly server: string;
  readonly isCurrent: boolean;
}

export type KubeContexts =
  | { readonly ok: true; readonly contexts: readonly KubeContext[] }
  | { readonly ok: false; readonly reason: 'none' | 'unreadable'; readonly message: string };

/** The contexts of a kubeconfig that name a cluster it knows, in its order. */
export function listKubeContexts(source: KubeConfigSource): KubeContexts {
  const loaded = loadKubeConfig(source);
  if (!loaded.ok) return loaded;
  const { clusters, contexts, currentContext } = loaded.config;
  const servers = new Map(clusters.map((cluster) => [cluster.name, cluster.server]));
  return {
    ok: true,
    contexts: contexts.flatMap(({ name, cluster }) => {
      const server = servers.get(cluster);
      return server === undefined ? [] : [{ name, server, isCurrent: name === currentContext }];
    }),
  };
}
