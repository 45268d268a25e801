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

/** What became of an object; null: it is gone, or of no interest any more. */
export type Changes<T> = ReadonlyMap<string, T | null>;

export interface ObjectStore<T> {
  /** Starts a fresh list. Nothing changes before `commit`. */
  begin(): { add(raw: unknown): void; commit(): Changes<T> };
  put(raw: unknown): Changes<T>;
  remove(raw: unknown): Changes<T>;
  /** Drops by key what is of no interest any more. */
  prune(isKept: (key: string, value: T) => boolean): Changes<T>;
  has(key: string): boolean;
  items(): Map<string, T>;
  /** Objects that could not be read. */
  problems(): readonly ParseProblem[];
  /** Grows whenever `problems()` may answer differently. */
  problemsVersion(): number;
}

/** Trimmed objects by name. An object that cannot be read is left out and named, whether listed or watched. */
export function createObjectStore<T>({ parse, keep, keyPrefix }: ObjectStoreOptions<T>): ObjectStore<T> {
  let entries = new Map<string, Entry<T>>();
  let problems = new Map<string, ParseProblem>();
  let problemsVersion = 0;

  function note(into: Map<string, ParseProblem>, key: string, problem: ParseProblem | null): void {
    if (problem !== null) into.set(key, problem);
    else if (!into.delete(key)) return;
    problemsVersion += 1;
  }

  /** The entry for an object; undefined: leave it out. Objects already known in this version are not parsed again. */
  function read(raw: unknown, into: Map<string, ParseProblem>): [string, Entry<T>] | undefined {
    const identity = readIdentity(raw);
    if (identity === null) {
      note(into, '', nameless);
      return undefined;
    }
    const { resourceVersion } = identity;
    const key = keyPrefix + identity.key;
    note(into, key, null);
    if (!keep(identity, raw)) return undefined;
    const known = entries.get(key);
    if (known?.resourceVersion === resourceVersion) return [key, known];
    const parsed = parse(raw);
    if (!parsed.ok) note(into, key, parsed.problem);
    return parsed.ok && parsed.value !== null ? [key, { resourceVersion, value: parsed.value }] : undefined;
  }

  function keyOf(raw: unknown): string | undefined {
    const identity = readIdentity(raw);
    return identity === null ? undefined : keyPrefix + identity.key;
  }

  function drop(key: string | undefined): Changes<T> {
    return key !== undefined && entries.delete(key) ? new Map([[key, null]]) : new Map();
  }

  return {
    begin() {
      const next = new Map<string, Entry<T>>();
      const nextProblems = new Map<string, ParseProblem>();
      return {
        add(raw) {
          const entry = read(raw, nextProblems);
          if (entry !== undefined) next.set(...entry);
        },
        commit() {
          const changes = differences(entries, next);
          entries = next;
          if (problems.size > 0) problemsVersion += 1;
          problems = nextProblems;
          return changes;
        },
      };
    },
    put(raw) {
      const entry = read(raw, problems);
      if (entry === undefined) return drop(keyOf(raw));
      if (entries.get(entry[0]) === entry[1]) return new Map();
      entries.set(...entry);
      return new Map([[entry[0], entry[1].value]]);
    },
    remove(raw) {
      const key = keyOf(raw);
      if (key !== undefined) note(problems, key, null);
      return drop(key);
    },
    prune(isKept) {
      const gone = [...entries].filter(([key, entry]) => !isKept(key, entry.value));
      for (const [key] of gone) entries.delete(key);
      return new Map(gone.map(([key]) => [key, null]));
    },
    has: (key) => entries.has(key),
    items: () => new Map([...entries].map(([key, entry]) => [key, entry.value])),
    problems: () => [...problems.values()],
    problemsVersion: () => problemsVersion,
  };
}

const nameless: ParseProblem = {
  object: 'object without a name',
  pointer: '/metadata',
  message: 'expected a name and a resourceVersion',
};

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
