import type { KubernetesPart } from '../../snapshot/kubernetes-part.ts';
import type { ResourceStatus } from '../../snapshot/source-status.ts';

/** What each kind of a cluster's objects is made of. */
export type KubernetesItems = { readonly [K in keyof KubernetesPart]: NonNullable<KubernetesPart[K]>[number] };

export type KubernetesKind = keyof KubernetesItems;

/**
 * Hears what a cluster holds. Keys are `namespace/name`, the name of a node or lease, and
 * `Deployment/namespace/name` for workloads, whose kinds may share a name.
 */
export interface KubernetesListener {
  /** All objects of a kind; the map is the listener's to keep. */
  replaced<K extends KubernetesKind>(kind: K, items: ReadonlyMap<string, KubernetesItems[K]>): void;
  /** One object of a kind that was told before; null: it is gone. */
  changed<K extends KubernetesKind>(kind: K, key: string, value: KubernetesItems[K] | null): void;
  /** A resource is in another state, or for another reason. */
  status(status: ResourceStatus): void;
}
