/** One field of an Azure object and what the controller would write there. */
export interface DriftField {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
  readonly breaksTraffic: boolean;
}

/** Letter case is no difference. */
export function text(field: string, expected: string, actual: string, breaksTraffic: boolean): DriftField {
  const same = expected.toLowerCase() === actual.toLowerCase();
  return { field, expected, actual: same ? expected : actual, breaksTraffic };
}

/** `expected` null: not compared. */
export function number(field: string, expected: number | null, actual: number, breaksTraffic: boolean): DriftField {
  return { field, expected: String(expected ?? actual), actual: String(actual), breaksTraffic };
}

/** `expected` null: not compared. */
export function flag(field: string, expected: boolean | null, actual: boolean, breaksTraffic: boolean): DriftField {
  return { field, expected: String(expected ?? actual), actual: String(actual), breaksTraffic };
}
