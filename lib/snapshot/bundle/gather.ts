import { describeValue } from '../wire/issue-message.ts';
import { propertyOf } from '../wire/plain-object.ts';
import type { BundleProblem } from './bundle-problem.ts';
import type { Gathered } from './decode-list.ts';
import { armItems, type FoundItem, type ItemList, kubernetesItems } from './list-items.ts';
import { readJson } from './read-json.ts';

export type ReadItems = (file: string, value: unknown) => ItemList | null;

/** Reads one file as the list that `readItems` finds in it. */
export function gatherFile(path: string, source: string, readItems: ReadItems, expected: string): Gathered {
  const json = readJson(source);
  if (json.kind === 'refused') return { kind: 'refused', file: path, refusal: json.refusal };
  if (json.kind === 'unreadable') return { kind: 'unreadable', file: path, message: json.message };
  const list = readItems(path, json.value);
  if (list) return { kind: 'items', list };
  return {
    kind: 'unreadable',
    file: path,
    message: `holds ${describeValue(json.value)}, no list; expected ${expected}`,
  };
}

/** What a file of ARM objects holds. */
export function gatherAzure(files: ReadonlyMap<string, string>, path: string): Gathered {
  const source = files.get(path);
  if (source === undefined) return { kind: 'absent' };
  return gatherFile(path, source, armItems, 'an array or {"value": […]}, as `az … list` and `az rest` print it');
}

interface KubernetesList {
  readonly path: string;
  readonly kind: string;
  /** API group of its items; two may call theirs alike. */
  readonly group: string;
}

export interface GatheredKubernetes {
  /** By path of the list. */
  readonly lists: ReadonlyMap<string, Gathered>;
  readonly problems: readonly BundleProblem[];
  /** Files of another name that hold nothing of interest. */
  readonly ignored: readonly string[];
}

const KUBERNETES_FILE = /^kubernetes\/[^/]+\.json$/;

/**
 * What the files of the API server hold. An object that names its kind belongs to that kind whichever file it is
 * in: `kubectl get services,nodes` prints one List of both.
 */
export function gatherKubernetes(
  files: ReadonlyMap<string, string>,
  lists: readonly KubernetesList[],
): GatheredKubernetes {
  const pathOfKind = indexKinds(lists);
  const paths = new Set(lists.map((list) => list.path));
  const gathered = new Map<string, Gathered>();
  const found = new Map<string, FoundItem[]>();
  const problems: BundleProblem[] = [];
  const ignored: string[] = [];
  for (const [file, source] of files) {
    if (!KUBERNETES_FILE.test(file)) continue;
    const content = gatherFile(file, source, kubernetesItems, 'what `kubectl get … -o json` prints');
    const isOwn = paths.has(file);
    const items = content.kind === 'items' ? content.list.items : [];
    const { own, strangers } = distribute(items, pathOfKind, isOwn ? file : null, found);
    if (!isOwn) {
      if (strangers.length === items.length) ignored.push(file);
      continue;
    }
    gathered.set(file, items.length > 0 && own === 0 ? otherKinds(file, items) : content);
    problems.push(...strangers.slice(0, 1).map((item) => strangerProblem(item, strangers.length)));
  }
  return { lists: merge(lists, gathered, found), problems, ignored };
}

/** A list of something else says nothing about how many there are of what it should hold. */
function otherKinds(file: string, items: readonly FoundItem[]): Gathered {
  const kinds = new Set(items.map((item) => describeValue(propertyOf(item.raw, 'kind'))));
  const message = `holds only objects of other kinds: ${[...kinds].slice(0, 5).join(', ')}`;
  return { kind: 'unreadable', file, message };
}

type PathOfKind = (item: FoundItem) => string | undefined;

/** Finds the list of an object that names its kind; where two groups share the kind, its group decides. */
function indexKinds(lists: readonly KubernetesList[]): PathOfKind {
  const byKind = Map.groupBy(lists, (list) => list.kind);
  return ({ raw }) => {
    const kind = propertyOf(raw, 'kind');
    const [first, ...more] = typeof kind === 'string' ? (byKind.get(kind) ?? []) : [];
    if (first === undefined || more.length === 0) return first?.path;
    const version = propertyOf(raw, 'apiVersion');
    const group = typeof version === 'string' ? version.split('/')[0] : undefined;
    return [first, ...more].find((list) => list.group === group)?.path;
  };
}

interface Distributed {
  /** How many went to the file they were found in. */
  readonly own: number;
  readonly strangers: readonly FoundItem[];
}

/** Lays each item with its kind, or in its own file where it names none. `strangers` belong nowhere. */
function distribute(
  items: readonly FoundItem[],
  pathOfKind: PathOfKind,
  ownPath: string | null,
  found: Map<string, FoundItem[]>,
): Distributed {
  const strangers: FoundItem[] = [];
  let own = 0;
  for (const item of items) {
    const kind = propertyOf(item.raw, 'kind');
    const path = typeof kind === 'string' ? pathOfKind(item) : ownPath;
    if (path === ownPath) own += 1;
    if (path === undefined || path === null) strangers.push(item);
    else {
      const together = found.get(path) ?? [];
      together.push(item);
      found.set(path, together);
    }
  }
  return { own, strangers };
}

function strangerProblem(item: FoundItem, total: number): BundleProblem {
  const message = `objects of kind ${describeValue(propertyOf(item.raw, 'kind'))} are not read (${total} in this file)`;
  return { file: item.file, pointer: `${item.pointer}/kind`, message };
}

function merge(
  lists: readonly KubernetesList[],
  gathered: ReadonlyMap<string, Gathered>,
  found: ReadonlyMap<string, readonly FoundItem[]>,
): ReadonlyMap<string, Gathered> {
  return new Map(lists.map(({ path }) => [path, mergeOne(gathered.get(path) ?? { kind: 'absent' }, found.get(path))]));
}

function mergeOne(own: Gathered, items: readonly FoundItem[] | undefined): Gathered {
  if (own.kind === 'refused' || own.kind === 'unreadable') return own;
  if (own.kind === 'items') return { kind: 'items', list: { ...own.list, items: items ?? [] } };
  return items ? { kind: 'items', list: { items, cutShort: null } } : own;
}
