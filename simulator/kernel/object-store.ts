import type { KubeObject } from '../objects/object-meta.ts';
import { keyOf, type ObjectOf, type ResourceName, resourceNames } from '../objects/resources.ts';
import { sameJson } from '../objects/same-json.ts';
import { ChangeLog } from './change-log.ts';

export interface StoreChange<R extends ResourceName = ResourceName> {
  readonly revision: number;
  /** Virtual time, milliseconds. */
  readonly at: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: R;
  readonly key: string;
  readonly object: ObjectOf<R>;
  /** The object before the change, undefined when it was added. */
  readonly previous: ObjectOf<R> | undefined;
}

export type StoreListener = (change: StoreChange) => void;

interface Table {
  readonly objects: Map<string, KubeObject>;
  readonly indexes: Map<string, { readonly valueFrom: (object: never) => string | undefined; readonly sets: Index }>;
}
type Index = Map<string, Map<string, KubeObject>>;

/** The table of a resource holds objects of that resource only: `put` is the one way in and is typed by the resource. */
const typed = <R extends ResourceName>(_resource: R, object: KubeObject | undefined): ObjectOf<R> | undefined =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  object as ObjectOf<R> | undefined;

/** The API server's storage: objects by resource and key, one revision counter, and what changed lately. */
export class ObjectStore {
  readonly log = new ChangeLog();
  private readonly tables = new Map<ResourceName, Table>();
  private readonly listeners = new Set<StoreListener>();
  private revisionCounter = 1000;

  constructor() {
    for (const name of resourceNames) this.tables.set(name, { objects: new Map(), indexes: new Map() });
  }

  get revision(): number {
    return this.revisionCounter;
  }

  subscribe(listener: StoreListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  addIndex<R extends ResourceName>(resource: R, index: string, valueFrom: (object: ObjectOf<R>) => string | undefined) {
    this.table(resource).indexes.set(index, { valueFrom, sets: new Map() });
  }

  get<R extends ResourceName>(resource: R, key: string): ObjectOf<R> | undefined {
    return typed(resource, this.table(resource).objects.get(key));
  }

  list<R extends ResourceName>(resource: R): ObjectOf<R>[] {
    return this.typedAll(resource, this.table(resource).objects.values());
  }

  count(resource: ResourceName): number {
    return this.table(resource).objects.size;
  }

  /** The objects an index files under a value. */
  indexed<R extends ResourceName>(resource: R, index: string, value: string): ObjectOf<R>[] {
    const found = this.table(resource).indexes.get(index);
    if (found === undefined) throw new Error(`${resource} have no index ${index}`);
    return this.typedAll(resource, found.sets.get(value)?.values() ?? []);
  }

  /** The values an index knows. */
  indexValues(resource: ResourceName, index: string): string[] {
    return [...(this.table(resource).indexes.get(index)?.sets.keys() ?? [])];
  }

  /** Writes an object and gives it back with its new revision; writing what is there already changes nothing. */
  put<R extends ResourceName>(resource: R, object: ObjectOf<R>, at: number): ObjectOf<R> {
    const key = keyOf(object);
    const table = this.table(resource);
    const previous = typed(resource, table.objects.get(key));
    if (previous !== undefined) {
      const unchanged = {
        ...object,
        metadata: { ...object.metadata, resourceVersion: previous.metadata.resourceVersion },
      };
      if (sameJson(unchanged, previous)) return previous;
    }
    const revision = ++this.revisionCounter;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: `${revision}` } };
    table.objects.set(key, stored);
    this.reindex(table, key, previous, stored);
    const type = previous === undefined ? 'ADDED' : 'MODIFIED';
    this.announce({ revision, at, type, resource, key, object: stored, previous });
    return stored;
  }

  remove(resource: ResourceName, key: string, at: number): void {
    const table = this.table(resource);
    const previous = typed(resource, table.objects.get(key));
    if (previous === undefined) return;
    table.objects.delete(key);
    this.reindex(table, key, previous, undefined);
    const revision = ++this.revisionCounter;
    const object = { ...previous, metadata: { ...previous.metadata, resourceVersion: `${revision}` } };
    this.announce({ revision, at, type: 'DELETED', resource, key, object, previous });
  }

  private announce(change: StoreChange): void {
    this.log.append(change);
    for (const listener of this.listeners) listener(change);
  }

  private reindex(table: Table, key: string, previous: KubeObject | undefined, next: KubeObject | undefined): void {
    for (const { valueFrom, sets } of table.indexes.values()) {
      // An index of a table takes the objects of that table, which is what both of these are.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const value = valueFrom as (object: KubeObject) => string | undefined;
      const before = previous === undefined ? undefined : value(previous);
      const after = next === undefined ? undefined : value(next);
      if (before !== undefined && before !== after) {
        const set = sets.get(before);
        set?.delete(key);
        if (set?.size === 0) sets.delete(before);
      }
      if (after === undefined || next === undefined) continue;
      const set = sets.get(after);
      if (set === undefined) sets.set(after, new Map([[key, next]]));
      else set.set(key, next);
    }
  }

  private typedAll<R extends ResourceName>(resource: R, objects: Iterable<KubeObject>): ObjectOf<R>[] {
    const found: ObjectOf<R>[] = [];
    for (const object of objects) {
      const one = typed(resource, object);
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  private table(resource: ResourceName): Table {
    const table = this.tables.get(resource);
    if (table === undefined) throw new Error(`no table for ${resource}`);
    return table;
  }
}
