import type { MatchRank } from './match-rank.ts';

interface Ranked<T> {
  readonly rank: MatchRank;
  readonly value: T;
}

/** Keeps the best few of many without sorting or describing the rest. */
export class BestHits<T> {
  readonly #capacity: number;
  readonly #byRank: readonly T[][] = [[], [], [], []];
  #found = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(rank: MatchRank | null, value: T): void {
    if (rank === null) return;
    this.#found += 1;
    const same = this.#byRank[rank];
    if (same !== undefined && same.length < this.#capacity) same.push(value);
  }

  /** How many were added. */
  found(): number {
    return this.#found;
  }

  /** Best first; equal ones in the order they were added. */
  best(): readonly Ranked<T>[] {
    const ranks: readonly MatchRank[] = [0, 1, 2, 3];
    return ranks
      .flatMap((rank) => (this.#byRank[rank] ?? []).map((value) => ({ rank, value })))
      .slice(0, this.#capacity);
  }
}
