import type { Snapshot } from '../../../snapshot/snapshot.ts';

/** How somebody who follows the finding changes the cluster. */
export type FixStep =
  /** The patch of the finding, then a reconciliation by the controller. */
  | { readonly by: 'patch'; readonly leaves?: Leaves }
  /** Commands of the finding by number, all of them one after the other, then its patch if it says so. */
  | { readonly by: 'commands'; readonly which: readonly number[]; readonly thenPatch?: true; readonly leaves?: Leaves }
  /** What the text asks for and no command can do alone, or what commands (`for`) do in ways that only their effect shows. */
  | {
      readonly by: 'hand';
      readonly does: string;
      readonly for?: readonly number[];
      readonly apply: (broken: Snapshot) => Snapshot;
    };

/** Codes that are true afterwards: the price of the way back, which its text names. */
type Leaves = readonly string[];

/** One change of a cluster without findings, and each way back. */
export interface ProofCase {
  readonly code: string;
  /** What is changed. */
  readonly what: string;
  /** Yields no finding at all. */
  readonly healthy: Snapshot;
  /** Yields `code`, and `besides`; nothing else. */
  readonly broken: Snapshot;
  /** True of the same change, for another reason. */
  readonly besides?: readonly string[];
  /** Each alone ends the finding. */
  readonly fixes: readonly FixStep[];
}
