import type { StoreChange } from '../../kernel/object-store.ts';
import { groupVersion, resources } from '../../objects/resources.ts';
import type { ApiContext } from './api-context.ts';
import type { ResourceRequest } from './api-request.ts';
import type { Test } from './selectors.ts';
import { refuse } from './status.ts';
import { formOf, partialMetadata, toTable } from './table.ts';

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}

/** What a change is to a watch with a selector: an object that stops matching is gone, one that begins to is new. */
export function eventTypeOf(change: StoreChange, test: Test): WatchEvent['type'] | null {
  const was = change.previous !== undefined && test(change.previous);
  const is = change.type !== 'DELETED' && test(change.object);
  if (is) return was ? 'MODIFIED' : 'ADDED';
  return was ? 'DELETED' : null;
}

/** Writes changes as watch events in the form a client asked for. */
export class WatchEncoder {
  private withColumns = true;
  private readonly context: ApiContext;
  private readonly request: ResourceRequest;

  constructor(context: ApiContext, request: ResourceRequest) {
    this.context = context;
    this.request = request;
  }

  event(type: WatchEvent['type'], object: StoreChange['object']): WatchEvent {
    const form = formOf(this.request.raw.accept);
    if (form === 'object') return { type, object };
    if (form === 'metadata') return { type, object: partialMetadata(object) };
    const includeObject = this.request.raw.query.get('includeObject');
    const metadata = { resourceVersion: object.metadata.resourceVersion };
    const options = { now: this.context.world.now, metadata, includeObject, withColumns: this.withColumns };
    this.withColumns = false;
    return { type, object: toTable(this.request.resource, [object], options) };
  }

  bookmark(revision: number, endsInitial = false): WatchEvent {
    const info = resources[this.request.resource];
    const annotations = endsInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {};
    const metadata = { resourceVersion: `${revision}`, creationTimestamp: null, ...annotations };
    return { type: 'BOOKMARK', object: { kind: info.kind, apiVersion: groupVersion(info), metadata } };
  }

  expired(revision: number): WatchEvent {
    const { body } = refuse(
      410,
      'Expired',
      `too old resource version: ${revision} (${this.context.world.store.revision})`,
    );
    return { type: 'ERROR', object: body };
  }
}

/** What a watch says before it follows: what is there, or what happened since; null when that is too long ago. */
export function firstEvents(
  context: ApiContext,
  request: ResourceRequest,
  test: Test,
  encoder: WatchEncoder,
): readonly WatchEvent[] | null {
  const { query } = request.raw;
  const { store } = context.world;
  const revision = Number(query.get('resourceVersion') ?? 0);
  const initial = query.get('sendInitialEvents') === 'true';
  if (initial || revision === 0 || Number.isNaN(revision)) {
    const events = store
      .list(request.resource)
      .filter(test)
      .map((object) => encoder.event('ADDED', object));
    return initial ? [...events, encoder.bookmark(store.revision, true)] : events;
  }
  const changes = store.log.since(request.resource, revision);
  if (changes === null) return null;
  return changes.flatMap((change) => {
    const type = eventTypeOf(change, test);
    return type === null ? [] : [encoder.event(type, change.object)];
  });
}
