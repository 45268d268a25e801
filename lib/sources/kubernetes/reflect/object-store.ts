import type { Parsed, ParseProblem } from '../../../snapshot/wire/parsed.ts';
import { type ObjectIdentity, readIdentity } from './object-identity.ts';

export interface ObjectStoreOptions<T> {
  /** Null: an object of no interest. */
  readonly parse: (raw: unknown) => Parsed<T | null>;
  /** Looks at the untrimmed object before it is parsed; false: of no interest. */
  readonly keep: (identity: ObjectIdentity, raw: unknown) => boolean;
  /** Put before every key, where kinds that are told together may share a name. */
  readonly keyPrefix: string;
}

interface Entry<T> {
  readonly resourceVersion: string;
  readonly value: T;
}

type Entries<T> = Map<string, Entry<T>>;
type Problems = Map<string, ParseProblem>;

/** What became of an object; null: it is gone, or of no interest any more. */
export type Changes<T> = ReadonlyMap<string, T | null>;

/** The objects held at the time of asking. */
export interface Contents<T> {
  has(key: string): boolean;
  /** A copy: later changes do not show in it. */
  items(): ReadonlyMap<string, T>;
}

/** A list on its way in; nothing changes before `commit`. */
export interface ListDraft<T> {
  add(raw: unknown): void;
  /** Takes the list for the truth, and says what that changed. */
  commit(): Changes<T>;
}

const nameless: ParseProblem = {
  object: 'object without a name',
  pointer: '/metadata',
  message: 'expected a name and a resourceVersion',
};

/** Trimmed objects by name. An object that cannot be read is left out and named, whether listed or watched. */
export class ObjectStore<T> implements Contents<T> {
  readonly #options: ObjectStoreOptions<T>;
  #entries: Entries<T> = new Map();
  #problems: Problems = new Map();
  #problemsVersion = 0;

  constructor(options: ObjectStoreOptions<T>) {
    this.#options = options;
  }

  begin(): ListDraft<T> {
    const entries: Entries<T> = new Map();
    const problems: Problems = new Map();
    return {
      add: (raw) => {
        const entry = this.#read(raw, problems);
        if (entry !== null) entries.set(...entry);
      },
      commit: () => {
        const changes = differences(this.#entries, entries);
        if (this.#problems.size > 0) this.#problemsVersion += 1;
        this.#entries = entries;
        this.#problems = problems;
        return changes;
      },
    };
  }

  put(raw: unknown): Changes<T> {
    const entry = this.#read(raw, this.#problems);
    if (entry === null) return this.#drop(this.#keyOf(raw));
    if (this.#entries.get(entry[0]) === entry[1]) return new Map();
    this.#entries.set(...entry);
    return new Map([[entry[0], entry[1].value]]);
  }

  remove(raw: unknown): Changes<T> {
    const key = this.#keyOf(raw);
    if (key !== null) this.#note(this.#problems, key, null);
    return this.#drop(key);
  }

  /** Drops what is of no interest any more. */
  prune(isKept: (key: string, value: T) => boolean): Changes<T> {
    const gone = [...this.#entries].filter(([key, entry]) => !isKept(key, entry.value));
    for (const [key] of gone) this.#entries.delete(key);
    return new Map(gone.map(([key]) => [key, null]));
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  items(): Map<string, T> {
    const items = new Map<string, T>();
    for (const [key, { value }] of this.#entries) items.set(key, value);
    return items;
  }

  /** Objects that could not be read. */
  problems(): readonly ParseProblem[] {
    return [...this.#problems.values()];
  }

  /** Grows whenever `problems()` may answer differently. */
  problemsVersion(): number {
    return this.#problemsVersion;
  }

  /** Null: leave it out. Objects already known in this version are not parsed again. */
  #read(raw: unknown, problems: Problems): [string, Entry<T>] | null {
    const { parse, keep, keyPrefix } = this.#options;
    const identity = readIdentity(raw);
    if (identity === null) {
      this.#note(problems, '', nameless);
      return null;
    }
    const { resourceVersion } = identity;
    const key = keyPrefix + identity.key;
    this.#note(problems, key, null);
    if (!keep(identity, raw)) return null;
    const known = this.#entries.get(key);
    if (known?.resourceVersion === resourceVersion) return [key, known];
    const parsed = parse(raw);
    if (!parsed.ok) this.#note(problems, key, parsed.problem);
    return parsed.ok && parsed.value !== null ? [key, { resourceVersion, value: parsed.value }] : null;
  }

  #note(problems: Problems, key: string, problem: ParseProblem | null): void {
    if (problem !== null) problems.set(key, problem);
    else if (!problems.delete(key)) return;
    this.#problemsVersion += 1;
  }

  #keyOf(raw: unknown): string | null {
    const identity = readIdentity(raw);
    return identity === null ? null : this.#options.keyPrefix + identity.key;
  }

  #drop(key: string | null): Changes<T> {
    return key !== null && this.#entries.delete(key) ? new Map([[key, null]]) : new Map();
  }
}

function differences<T>(before: ReadonlyMap<string, Entry<T>>, after: ReadonlyMap<string, Entry<T>>): Changes<T> {
  const changes = new Map<string, T | null>();
  for (const key of before.keys()) {
    if (!after.has(key)) changes.set(key, null);
  }
  for (const [key, entry] of after) {
    if (before.get(key) !== entry) changes.set(key, entry.value);
  }
  return changes;
}
