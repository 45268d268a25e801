/** Same seed, same numbers, on every machine. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform whole number in [0, bound). */
  readonly below: (bound: number) => number;
  readonly uuid: () => string;
  /** Lower-case letters and digits as Kubernetes makes them. */
  readonly suffix: (length: number) => string;
}

const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  const hex = (length: number): string => {
    let digits = '';
    while (digits.length < length) digits += below(16).toString(16);
    return digits;
  };
  return {
    next,
    below,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    suffix: (length) => Array.from({ length }, () => SAFE_LETTERS[below(SAFE_LETTERS.length)]).join(''),
  };
}
