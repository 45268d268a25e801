import type { ObservedProbe } from '../../snapshot/probes-part.ts';
import type { ChangeLog } from './change-log.ts';
import type { Urgency } from './urgency.ts';

/** Answers kept of one port of one node. */
const KEPT_MAX = 6;

/** What was seen on the nodes themselves, with a little history: when each answer began and when it was last given. */
export class ObservedStore {
  readonly #log: ChangeLog;
  readonly #answers = new Map<string, readonly ObservedProbe[]>();
  #snapshot: readonly ObservedProbe[] | null = null;

  constructor(log: ChangeLog) {
    this.#log = log;
  }

  /** Of equal answers in a row the first and the newest are kept. */
  add(answer: ObservedProbe): Urgency {
    const key = observedKey(answer);
    const before = this.#answers.get(key) ?? [];
    const isRepeated = saysTheSame(before.at(-1), answer);
    const rest = isRepeated && saysTheSame(before.at(-2), answer) ? before.slice(0, -1) : before;
    this.#answers.set(key, [...rest, answer].slice(-KEPT_MAX));
    this.#changed(key);
    return isRepeated ? 'routine' : 'news';
  }

  /** Drops answers of ports and nodes that are not asked any more. */
  keep(isKept: (key: string) => boolean): Urgency {
    const gone = [...this.#answers.keys()].filter((key) => !isKept(key));
    for (const key of gone) {
      this.#answers.delete(key);
      this.#changed(key);
    }
    return gone.length > 0 ? 'news' : 'none';
  }

  /** When the node was asked whose newest answer is the oldest; null: there is no answer. */
  oldestAt(): string | null {
    let oldest: string | null = null;
    for (const answers of this.#answers.values()) {
      const at = answers.at(-1)?.at ?? null;
      if (at !== null && (oldest === null || at < oldest)) oldest = at;
    }
    return oldest;
  }

  /** The same array until something changes; of one port and node in the order of time. */
  snapshot(): readonly ObservedProbe[] {
    this.#snapshot ??= [...this.#answers.values()].flat();
    return this.#snapshot;
  }

  #changed(key: string): void {
    this.#snapshot = null;
    this.#log.add('observed', key);
  }
}

/** `port/node`. */
export function observedKey({ port, node }: Pick<ObservedProbe, 'port' | 'node'>): string {
  return `${port}/${node}`;
}

function saysTheSame(before: ObservedProbe | undefined, now: ObservedProbe): boolean {
  return (
    before !== undefined &&
    before.result === now.result &&
    before.localEndpoints === now.localEndpoints &&
    before.serviceProxyHealthy === now.serviceProxyHealthy
  );
}
