import type { ApiAddress } from './api.ts';
import type { Tally } from './tally.ts';

/** Bytes, after a collection of garbage where one can be asked for. */
export interface Memory {
  readonly heap: number;
  readonly rss: number;
}

/** A running simulator that stands still until it is let go. */
export interface SoakTarget extends ApiAddress {
  readonly kubeconfigPath: string;
  /** Does an action; false when it cannot be done just now. */
  act(action: object): Promise<boolean>;
  /** Lets time run. */
  go(): Promise<void>;
  /** Lets time stand still. */
  halt(): Promise<void>;
  /** Resolves when so much time has passed. */
  pass(seconds: number): Promise<void>;
  /** What the store changed so far, by resource. */
  tallies(): Promise<Readonly<Record<string, Tally>>>;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

/** The memory of this process. */
export function ownMemory(): Memory {
  globalThis.gc?.();
  const { heapUsed: heap, rss } = process.memoryUsage();
  return { heap, rss };
}
