import type { Denied } from '../source-status.ts';
import type { Parsed } from '../wire/parsed.ts';

/** One list of a bundle: where it is, how it is read, and what to say when it is not there. */
export interface BundleList<T> {
  /** Name of the resource in the snapshot's statuses. */
  readonly resource: string;
  readonly path: string;
  /** `kind` of its items; null: they do not say. */
  readonly kind: string | null;
  readonly command: string;
  /** Without it nothing can be said about an ingress. */
  readonly required: boolean;
  /** False: having nothing is normal, for example no managed cluster. */
  readonly isList: boolean;
  /** The permission that reads it. */
  readonly permission: Denied;
  /** Null: an object of no interest. */
  readonly parse: (raw: unknown) => Parsed<T | null>;
  /** What two copies of one object have in common; null: objects may repeat. */
  readonly keyOf: ((value: T) => string) | null;
}
