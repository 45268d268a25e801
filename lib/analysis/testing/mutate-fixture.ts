import type { Fixture } from '../../../fixtures/read-fixture.ts';
import { decodeBundle } from '../../snapshot/bundle/decode-bundle.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';

/** Parsed JSON of a recording. */
export type Json = Record<string, unknown>;

/** A recorded object as ARM or Kubernetes gives it, to be edited in place. */
export type Edit = (objects: Json[]) => void;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member `key`, which must be an object. */
export function child(parent: Json | undefined, key: string): Json {
  const value = parent?.[key];
  if (!isObject(value)) throw new Error(`the recording has no object ${key}`);
  return value;
}

/** The members of the list `key`, which must be objects. */
export function children(parent: Json | undefined, key: string): Json[] {
  const value = parent?.[key];
  if (!Array.isArray(value)) throw new Error(`the recording has no list ${key}`);
  // In place, so that elements can be added and removed.
  if (!value.every(isObject)) throw new Error(`list ${key} holds more than objects`);
  return value;
}

/** A recording with one of its files edited; the other files stay byte for byte. */
export function mutated(recorded: Fixture, name: string, file: string, edit: Edit): Snapshot {
  const text = recorded.files.get(file);
  if (text === undefined) throw new Error(`${name} has no file ${file}`);
  const parsed: unknown = JSON.parse(text);
  if (!isObject(parsed)) throw new Error(`${file} is no object`);
  edit(children(parsed, 'items' in parsed ? 'items' : 'value'));
  const files = new Map(recorded.files).set(file, JSON.stringify(parsed));
  const { snapshot, problems } = decodeBundle(files, { cluster: name, takenAt: '1970-01-01T00:00:00Z' });
  if (problems.length > 0) throw new Error(`${name}: ${JSON.stringify(problems)}`);
  return snapshot;
}

/** `code critical` of every finding that `changed` has and `before` has not. */
export function newFindings(before: Snapshot, changed: Snapshot): readonly string[] {
  const known = statementsOf(before);
  const added = analyze(changed).findings.filter(
    ({ code, severity, title }) => !known.has(`${code} ${severity} ${title}`),
  );
  return [...new Set(added.map(({ code, severity }) => `${code} ${severity}`))].toSorted();
}

const statements = new WeakMap<Snapshot, ReadonlySet<string>>();

function statementsOf(snapshot: Snapshot): ReadonlySet<string> {
  const known = statements.get(snapshot);
  if (known) return known;
  const made = new Set(analyze(snapshot).findings.map(({ code, severity, title }) => `${code} ${severity} ${title}`));
  statements.set(snapshot, made);
  return made;
}
