import { matchesFields, matchesLabels } from './selectors.ts';

/** An object as it is on the wire; whatever else it holds is passed through. */
export interface WireObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface View {
  /** Empty: the whole cluster. */
  readonly namespace: string;
  readonly labelSelector: string;
  readonly fieldSelector: string;
}

export interface WireEvent {
  readonly type: string;
  readonly object: unknown;
}

interface Change {
  readonly revision: number;
  readonly before: WireObject | null;
  readonly after: WireObject | null;
}

/** One kind of objects with its history, seen through selectors as a real API server shows it. */
export function createFakeCollection(nextRevision: () => number) {
  const objects = new Map<string, WireObject>();
  let history: Change[] = [];
  let compactedAt = 0;

  function record(before: WireObject | null, after: WireObject | null, revision: number): Change {
    const change = { revision, before, after };
    history.push(change);
    return change;
  }

  return {
    put(object: WireObject): Change {
      const revision = nextRevision();
      const after = { ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } };
      const before = objects.get(keyOf(object)) ?? null;
      objects.set(keyOf(object), after);
      return record(before, after, revision);
    },
    /** Null: there is no such object. */
    remove(key: string): Change | null {
      const before = objects.get(key);
      if (before === undefined) return null;
      objects.delete(key);
      return record(before, null, nextRevision());
    },
    /** Forgets history up to now, as etcd does every five minutes. */
    compact(revision: number) {
      history = history.filter((change) => change.revision > revision);
      compactedAt = revision;
    },
    matching: (view: View): WireObject[] => [...objects.values()].filter((object) => isInView(object, view)),
    /** Null: too old, the changes since then are forgotten. */
    since(revision: number, view: View): WireEvent[] | null {
      if (revision < compactedAt) return null;
      return history.filter((change) => change.revision > revision).flatMap((change) => eventOf(change, view) ?? []);
    },
    eventOf,
  };
}

export type FakeCollection = ReturnType<typeof createFakeCollection>;

export function keyOf({ metadata }: WireObject): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

function isInView(object: WireObject, view: View): boolean {
  return (
    (view.namespace === '' || object.metadata.namespace === view.namespace) &&
    matchesLabels(object, view.labelSelector) &&
    matchesFields(object, view.fieldSelector)
  );
}

/** What a watcher of this view is told; null: nothing. An object that leaves the view is DELETED for it. */
function eventOf({ before, after, revision }: Change, view: View): WireEvent | null {
  const was = before !== null && isInView(before, view);
  const is = after !== null && isInView(after, view);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object: after };
  if (!was) return null;
  const metadata = { ...before.metadata, resourceVersion: String(revision) };
  return { type: 'DELETED', object: { ...before, metadata } };
}
