import type { Clock } from '../sources/kubernetes/clock.ts';
import type { KubernetesListener } from '../sources/kubernetes/kubernetes-listener.ts';
import type { KubernetesSource } from '../sources/kubernetes/kubernetes-source.ts';
import type { AskNode } from '../sources/probes/ask-node.ts';
import type { AnalyzedSnapshot, Analyzer } from './analyzer.ts';
import type { ConnectAzure } from './azure/azure-port.ts';

export interface LiveClusterOptions<A extends AnalyzedSnapshot> {
  readonly id: string;
  /** Name of the cluster in snapshots; default: the id. */
  readonly name?: string;
  readonly origin: 'live' | 'embedded';
  readonly startKubernetes: (listener: KubernetesListener) => KubernetesSource;
  /** A string: why Azure is not read. Null: nobody asked for it. */
  readonly connectAzure: ConnectAzure | string | null;
  /** How nodes are asked what kube-proxy says there. Null, or absent: they are not asked. */
  readonly askNode?: AskNode | null;
  readonly analyzer: Analyzer<A>;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  /** A bug: what we were doing, and what was thrown. The cluster goes on. */
  readonly onError?: (doing: string, error: unknown) => void;
}
