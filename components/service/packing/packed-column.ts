import { packNumbers, unpackNumbers } from './number-runs.ts';

/** Values of which many are equal: each different one once, and which of them stands where. */
export interface PackedColumn<T> {
  readonly values: readonly T[];
  readonly places: string;
}

export function packColumn<T>(values: readonly T[]): PackedColumn<T> {
  const places = new Map<string, number>();
  const different: T[] = [];
  const indexes = values.map((value) => {
    const key = JSON.stringify(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, different.length);
    different.push(value);
    return different.length - 1;
  });
  return { values: different, places: packNumbers(indexes) };
}

export function unpackColumn<T>({ values, places }: PackedColumn<T>): T[] {
  return unpackNumbers(places).map((index) => {
    const value = values[index];
    if (value === undefined) throw new Error(`a packed column has ${values.length} values and names number ${index}`);
    return value;
  });
}
