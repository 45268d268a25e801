/** Why an object could not be read: which one, where in it, and what was expected. */
export interface ParseProblem {
  /** `Service shop/web`, or `item 3` when the name itself is unreadable. */
  readonly object: string;
  /** JSON pointer inside the object; empty for the object itself. */
  readonly pointer: string;
  readonly message: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ParseProblem };
