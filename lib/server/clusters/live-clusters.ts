import type { Analysis } from '../../analysis/analysis.ts';
import type { Analyzer } from '../../collector/analyzer.ts';
import { type StartedCluster, startLiveCluster } from '../../collector/start-live-cluster.ts';
import type { KubeConfigSource } from '../../sources/kubernetes/access/kube-config-source.ts';
import { openKubeAccess } from '../../sources/kubernetes/access/open-kube-access.ts';
import { systemClock } from '../../sources/kubernetes/clock.ts';
import { startKubernetesSource } from '../../sources/kubernetes/kubernetes-source.ts';
import type { KubeAccess } from '../../sources/kubernetes/transport/kube-access.ts';
import { askNode } from '../../sources/probes/ask-node.ts';
import type { ClusterConfig } from '../config/config.ts';
import type { Log } from '../log.ts';
import { connectAzure } from './connect-azure.ts';
import type { ArmAccess } from './open-arm.ts';

/** A cluster that can be read, before reading starts. */
export interface LiveTarget {
  /** What it is called on the pages and in commands. */
  readonly name: string;
  readonly config: ClusterConfig;
  readonly access: KubeAccess;
}

export type FoundTarget =
  | { readonly ok: true; readonly target: LiveTarget }
  /** `none`: there is no kubeconfig, which is no mistake where none was asked for. */
  | { readonly ok: false; readonly reason: 'none' | 'unreadable'; readonly message: string };

/** Looks up how to reach a cluster; asks it nothing. */
export function findTarget(config: ClusterConfig, kubeconfig: KubeConfigSource, arm: ArmAccess): FoundTarget {
  const context = config.from.kind === 'context' ? config.from.context : null;
  const opened = openKubeAccess({
    source: kubeconfig,
    context,
    entraCredential: arm.kind === 'connected' ? arm.credential : null,
    clock: systemClock,
  });
  if (!opened.ok) return opened;
  const name = config.id ?? (kubeconfig.kind === 'in-cluster' ? 'this-cluster' : opened.context);
  return { ok: true, target: { name, config, access: opened.access } };
}

export interface StartOptions {
  readonly origin?: 'live' | 'embedded';
  /** Never those of an embedded AKS: at its addresses are other machines, or none. */
  readonly probeNodes?: boolean;
}

/** Starts reading; the answer is there at once and fills up. */
export function startTarget(
  id: string,
  target: LiveTarget,
  arm: ArmAccess,
  log: Log,
  analyzer: Analyzer<Analysis>,
  { origin = 'live', probeNodes = false }: StartOptions = {},
): StartedCluster<Analysis> {
  const { name, config, access } = target;
  const clusterName = config.from.kind === 'in-cluster' ? null : name;
  return startLiveCluster({
    id,
    name,
    origin,
    startKubernetes: (listener) => startKubernetesSource({ access, listener }),
    connectAzure: connectAzure(arm, config, { apiServer: access.server, clusterName }),
    askNode: probeNodes && origin === 'live' ? askNode : null,
    analyzer,
    onError: (doing, error) => log.error({ cluster: id, err: error }, doing),
  });
}
