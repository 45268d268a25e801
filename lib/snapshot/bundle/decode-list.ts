import type { Loaded } from '../snapshot.ts';
import type { Denied, SourceState } from '../source-status.ts';
import type { BundleList } from './bundle-list.ts';
import type { BundleProblem } from './bundle-problem.ts';
import type { FoundItem, ItemList } from './list-items.ts';
import type { Refusal } from './refusal.ts';

/** What a bundle holds for one list before it is read item by item. */
export type Gathered =
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly file: string; readonly refusal: Refusal }
  /** Not JSON, or no list. */
  | { readonly kind: 'unreadable'; readonly file: string; readonly message: string }
  | { readonly kind: 'items'; readonly list: ItemList };

/** How reading one resource went; its time is added when the whole bundle is known. */
export interface Outcome {
  readonly resource: string;
  readonly state: SourceState;
  readonly error: string | null;
  readonly denied: Denied | null;
  /** False: nothing of it is in the snapshot, which is not the same as "there is none". */
  readonly holdsData: boolean;
}

export interface DecodedList<T> {
  readonly values: Loaded<T>;
  readonly outcome: Outcome;
  readonly problems: readonly BundleProblem[];
}

/** Beyond this many, more of the same says nothing new. */
const MOST_PROBLEMS = 50;

/** Reads one list. Malformed items are left out and named; the others stay. */
export function decodeList<T>(list: BundleList<T>, gathered: Gathered): DecodedList<T> {
  switch (gathered.kind) {
    case 'absent':
      return nothing(list, 'absent', null, null, []);
    case 'unreadable': {
      const problem = { file: gathered.file, pointer: '', message: gathered.message };
      return nothing(list, 'partial', `${gathered.file} ${gathered.message}`, null, [problem]);
    }
    case 'refused': {
      const message = `holds an error instead of a list: ${gathered.refusal.message}`;
      const problem = { file: gathered.file, pointer: '', message };
      const error = `${gathered.file} ${message}`;
      if (!gathered.refusal.denied) return nothing(list, 'partial', error, null, [problem]);
      return nothing(list, 'denied', error, deniedBy(gathered.refusal, list.permission), [problem]);
    }
    case 'items':
      return readItems(list, gathered.list);
  }
}

function nothing<T>(
  list: BundleList<T>,
  state: SourceState,
  error: string | null,
  denied: Denied | null,
  problems: readonly BundleProblem[],
): DecodedList<T> {
  return { values: null, outcome: { resource: list.resource, state, error, denied, holdsData: false }, problems };
}

const ARM_REFUSAL = /perform action '([^']+)' over scope '([^']+)'/;

/** ARM names action and scope; Kubernetes names what the list is of. */
function deniedBy(refusal: Refusal, permission: Denied): Denied {
  const match = ARM_REFUSAL.exec(refusal.message);
  return match?.[1] && match[2] ? { verb: match[1], resource: match[2] } : permission;
}

function readItems<T>(list: BundleList<T>, { items, cutShort }: ItemList): DecodedList<T> {
  const values: T[] = [];
  const problems: BundleProblem[] = [];
  const seen = new Set<string>();
  const repeated: FoundItem[] = [];
  for (const item of items) {
    const parsed = list.parse(item.raw);
    if (!parsed.ok) {
      const { object, pointer, message } = parsed.problem;
      problems.push({ file: item.file, pointer: `${item.pointer}${pointer}`, message: `${object}: ${message}` });
    } else if (parsed.value !== null) {
      const key = list.keyOf?.(parsed.value);
      if (key !== undefined && seen.has(key)) repeated.push(item);
      else values.push(parsed.value);
      if (key !== undefined) seen.add(key);
    }
  }
  const malformed = problems.length;
  const all = [...problems, ...repetition(repeated), ...(cutShort ? [cutShort] : [])];
  const outcome = readOutcome(list, items.length, malformed, all[0], cutShort);
  return { values: outcome.holdsData ? values : null, outcome, problems: shortened(all) };
}

function repetition(repeated: readonly FoundItem[]): readonly BundleProblem[] {
  const first = repeated[0];
  if (first === undefined) return [];
  const message = `is in the bundle twice; the first copy was kept (${repeated.length} such in all)`;
  return [{ file: first.file, pointer: first.pointer, message }];
}

function readOutcome<T>(
  list: BundleList<T>,
  total: number,
  malformed: number,
  first: BundleProblem | undefined,
  cutShort: ItemList['cutShort'],
): Outcome {
  const { resource } = list;
  const complete: Outcome = { resource, state: 'live', error: null, denied: null, holdsData: true };
  if (malformed > 0 && first) {
    const error = `${first.file}: ${malformed} of ${total} objects could not be read, first ${first.pointer}: ${first.message}`;
    // Of a list in which nothing could be read, it cannot be said that there is nothing.
    return { ...complete, state: 'partial', error, holdsData: malformed < total };
  }
  return cutShort ? { ...complete, state: 'partial', error: `${cutShort.file}: ${cutShort.message}` } : complete;
}

function shortened(problems: readonly BundleProblem[]): readonly BundleProblem[] {
  const next = problems[MOST_PROBLEMS];
  if (next === undefined) return problems;
  const message = `and ${problems.length - MOST_PROBLEMS} more problems from here on`;
  return [...problems.slice(0, MOST_PROBLEMS), { ...next, message }];
}
