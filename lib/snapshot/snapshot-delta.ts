import type { AzurePart } from './azure-part.ts';
import type { KubernetesPart } from './kubernetes-part.ts';

export type ResourceKind = keyof KubernetesPart | keyof AzurePart | 'ruleHealth' | 'observed' | 'sources';

/** One changed object: `ns/name`, a node name, a lower-case ARM id, or `port/node` of `observed`. `*`: anything of that kind. */
export interface SnapshotChange {
  readonly kind: ResourceKind;
  readonly key: string;
}

/** What differs between two snapshots of one cluster. Everything not named is the same object. */
export interface SnapshotDelta {
  readonly changes: readonly SnapshotChange[];
}
