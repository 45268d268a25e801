/** Somebody knows of a finding, says why it may stay, and until when. */
export interface Acknowledgement {
  readonly code: string;
  /** Null: whatever the finding is about. */
  readonly service: { readonly namespace: string; readonly name: string } | null;
  /** Name of an object of the finding; null: any. */
  readonly object: string | null;
  /** Null: in every cluster. */
  readonly cluster: string | null;
  readonly reason: string;
  /** RFC 3339; afterwards it counts no longer. */
  readonly until: string;
  /** Where it is written. */
  readonly source: 'annotation' | 'file';
}
