/** What a printed number can stand for: rounding hides the rest. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Evaluates the arithmetic clause of a filled formula, words between the numbers aside. Each printed number stands for
 * everything that rounds to it, so `sameNumber` is exact about what the reader can check.
 */
export function evaluateFilled(filled: string): { readonly left: Range; readonly right: Range } {
  const clause = filled.split(';').find((part) => part.includes('='));
  const [left, right, ...more] = (clause ?? '').split('=');
  if (left === undefined || right === undefined || more.length > 0) throw new Error(`no arithmetic in "${filled}"`);
  return { left: new Reader(left).sum(), right: new Reader(right).sum() };
}

/** Whether both sides can be the same number. */
export function holds(filled: string): boolean {
  const { left, right } = evaluateFilled(filled);
  return left.from <= right.to + 1e-9 && right.from <= left.to + 1e-9;
}

class Reader {
  readonly #tokens: string[];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/\d[\d.\u2009]*(?: ?%)?|[+−÷×()]/g) ?? [];
  }

  sum(): Range {
    let all = this.#product();
    for (;;) {
      const sign = this.#tokens[0];
      if (sign !== '+' && sign !== '−') return all;
      this.#tokens.shift();
      const next = this.#product();
      all =
        sign === '+'
          ? { from: all.from + next.from, to: all.to + next.to }
          : { from: all.from - next.to, to: all.to - next.from };
    }
  }

  #product(): Range {
    let all = this.#atom();
    for (;;) {
      const sign = this.#tokens[0];
      if (sign !== '×' && sign !== '÷') return all;
      this.#tokens.shift();
      const next = this.#atom();
      const ends =
        sign === '×'
          ? [all.from * next.from, all.to * next.to]
          : [all.from / next.to, next.from <= 0 ? Number.POSITIVE_INFINITY : all.to / next.from];
      all = { from: Math.min(...ends), to: Math.max(...ends) };
    }
  }

  #atom(): Range {
    const token = this.#tokens.shift();
    // A factor is printed as `× 1.80`.
    if (token === '×') return this.#atom();
    if (token === '(') {
      const inner = this.sum();
      this.#tokens.shift();
      return inner;
    }
    const digits = token?.replace(/[ %\u2009]/g, '') ?? '';
    const value = Number(digits);
    if (digits === '' || Number.isNaN(value)) throw new Error(`no number where one is expected in "${this.#text}"`);
    const [, decimals = ''] = digits.split('.');
    const unit = token?.endsWith('%') ? 0.01 : 1;
    const exact = decimals === '' || (unit === 0.01 && (value === 0 || value === 100));
    const half = exact ? 0 : 0.5 * 10 ** -decimals.length;
    return { from: (value - half) * unit, to: (value + half) * unit };
  }
}
