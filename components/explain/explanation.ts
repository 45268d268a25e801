import type { Known } from '../../lib/report/known.ts';

/** A number that goes into another one, as the page prints it. */
export interface ExplanationInput {
  readonly name: string;
  readonly value: string;
}

/** How a number of a page comes about. */
export interface Explanation {
  /** The formula in words. */
  readonly formula: string;
  /**
   * The same with the numbers filled in. A clause `a + b = c` is arithmetic of what is printed, words between the
   * numbers aside: evaluated it gives the number that is shown.
   */
  readonly filled: string;
  readonly inputs: readonly ExplanationInput[];
  /** Heading in docs/model.md. */
  readonly section: string;
  readonly known: Known;
}
