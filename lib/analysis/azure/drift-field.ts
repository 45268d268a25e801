/** One field of an Azure object that is not what the controller would write there. */
export interface DriftField {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
  readonly breaksTraffic: boolean;
}

/** Null: no difference. Letter case is none. */
export function text(field: string, expected: string, actual: string, breaksTraffic: boolean): DriftField | null {
  if (expected === actual || expected.toLowerCase() === actual.toLowerCase()) return null;
  return { field, expected, actual, breaksTraffic };
}

/** Null: no difference. `expected` null: not compared. */
export function number(
  field: string,
  expected: number | null,
  actual: number,
  breaksTraffic: boolean,
): DriftField | null {
  if (expected === null || expected === actual) return null;
  return { field, expected: String(expected), actual: String(actual), breaksTraffic };
}

/** Null: no difference. `expected` null: not compared. */
export function flag(
  field: string,
  expected: boolean | null,
  actual: boolean,
  breaksTraffic: boolean,
): DriftField | null {
  if (expected === null || expected === actual) return null;
  return { field, expected: String(expected), actual: String(actual), breaksTraffic };
}

export function differing(fields: readonly (DriftField | null)[]): readonly DriftField[] {
  return fields.filter((field) => field !== null);
}
