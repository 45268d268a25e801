import { isInCluster, type KubeConfigSource } from '../../sources/kubernetes/access/kube-config-source.ts';
import { listKubeContexts } from '../../sources/kubernetes/access/list-kube-contexts.ts';
import type { ClusterConfig, ServerConfig } from '../config/config.ts';
import { findTarget, type LiveTarget } from './live-clusters.ts';
import type { ArmAccess } from './open-arm.ts';

export interface FoundTargets {
  readonly targets: readonly LiveTarget[];
  /** Why a cluster that was named cannot be read. */
  readonly problems: readonly string[];
  /** Nothing was named and nothing is at hand. */
  readonly isEmpty: boolean;
}

/** How to reach each cluster of the configuration. */
export function findTargets(config: Pick<ServerConfig, 'clusters' | 'kubeconfig'>, arm: ArmAccess): FoundTargets {
  const kubeconfig = kubeconfigOf(config.kubeconfig);
  const targets: LiveTarget[] = [];
  const problems: string[] = [];
  let isEmpty = false;
  for (const cluster of config.clusters) {
    const source = sourceOf(cluster, kubeconfig);
    if (source === null) {
      isEmpty = true;
      continue;
    }
    const found = findTarget(cluster, source, arm);
    if (found.ok) targets.push(found.target);
    else problems.push(found.message);
  }
  return { targets, problems, isEmpty };
}

export function kubeconfigOf(path: string | null): KubeConfigSource {
  return path === null ? { kind: 'default' } : { kind: 'file', path };
}

/** Null: the cluster at hand is wanted, and there is none. */
function sourceOf({ from }: ClusterConfig, kubeconfig: KubeConfigSource): KubeConfigSource | null {
  switch (from.kind) {
    case 'context':
      return kubeconfig;
    case 'in-cluster':
      return { kind: 'in-cluster' };
    case 'default':
      if (kubeconfig.kind === 'file' || hasContexts(kubeconfig)) return kubeconfig;
      return isInCluster() ? { kind: 'in-cluster' } : null;
  }
}

/** A kubeconfig that cannot be read counts: its error is to be told. */
function hasContexts(kubeconfig: KubeConfigSource): boolean {
  const listed = listKubeContexts(kubeconfig);
  return listed.ok ? listed.contexts.length > 0 : listed.reason === 'unreadable';
}
