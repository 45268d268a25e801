/** What could not be read of a bundle, and where. The rest of the bundle was read. */
export interface BundleProblem {
  /** Path inside the bundle, `kubernetes/services.json`. */
  readonly file: string;
  /** JSON pointer inside the file; empty for the file itself. */
  readonly pointer: string;
  readonly message: string;
}
