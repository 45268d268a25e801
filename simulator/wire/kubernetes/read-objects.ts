import type { KubeObject } from '../../objects/object-meta.ts';
import { groupVersion, type ObjectOf, type ResourceName, resources } from '../../objects/resources.ts';
import type { ApiContext, ListSnapshot } from './api-context.ts';
import type { ResourceRequest } from './api-request.ts';
import { parseFieldSelector, parseLabelSelector, type Test } from './selectors.ts';
import { type ApiAnswer, badRequest, gone, notFound } from './status.ts';
import { formOf, partialMetadata, toTable } from './table.ts';

const SNAPSHOTS_KEPT = 200;

export type Selection = { readonly ok: true; readonly test: Test } | { readonly ok: false; readonly answer: ApiAnswer };

/** Which objects a list or watch is about. */
export function selectionOf(request: ResourceRequest): Selection {
  const labels = parseLabelSelector(request.raw.query.get('labelSelector'));
  if (!labels.ok) return { ok: false, answer: badRequest(labels.message) };
  const fields = parseFieldSelector(request.resource, request.raw.query.get('fieldSelector'));
  if (!fields.ok) return { ok: false, answer: badRequest(fields.message) };
  const { namespace, name } = request;
  const inScope = (object: KubeObject) =>
    (namespace === null || object.metadata.namespace === namespace) && (name === null || object.metadata.name === name);
  return { ok: true, test: (object) => inScope(object) && labels.test(object) && fields.test(object) };
}

export const keyFor = (request: ResourceRequest, name: string): string =>
  request.namespace === null ? name : `${request.namespace}/${name}`;

/** One object in the form the client asked for. */
export function shape<R extends ResourceName>(
  context: ApiContext,
  request: ResourceRequest,
  resource: R,
  object: ObjectOf<R>,
): unknown {
  const form = formOf(request.raw.accept);
  if (form === 'metadata') return partialMetadata(object);
  if (form === 'object') return object;
  const includeObject = request.raw.query.get('includeObject');
  return toTable(resource, [object], { now: context.world.now, metadata: {}, includeObject, withColumns: true });
}

export function getObject(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const name = request.name ?? '';
  const object = context.world.store.get(request.resource, keyFor(request, name));
  return object === undefined
    ? notFound(request.resource, name)
    : { status: 200, body: shape(context, request, request.resource, object) };
}

interface Page {
  readonly objects: readonly KubeObject[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

function cutPage(context: ApiContext, snapshot: ListSnapshot, start: number, limit: number): Page {
  const revision = `${snapshot.revision}`;
  const objects = limit > 0 ? snapshot.objects.slice(start, start + limit) : snapshot.objects.slice(start);
  const next = start + objects.length;
  if (next >= snapshot.objects.length) return { objects, metadata: { resourceVersion: revision } };
  const id = `${snapshot.revision}-${context.world.random.integer(1e9)}`;
  context.snapshots.set(id, snapshot);
  for (const old of context.snapshots.keys()) {
    if (context.snapshots.size <= SNAPSHOTS_KEPT) break;
    context.snapshots.delete(old);
  }
  const token = Buffer.from(JSON.stringify({ id, start: next })).toString('base64url');
  return {
    objects,
    metadata: { resourceVersion: revision, continue: token, remainingItemCount: snapshot.objects.length - next },
  };
}

function readToken(token: string): { readonly id: string; readonly start: number } | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null || !('id' in value) || !('start' in value)) return null;
    return { id: String(value.id), start: Number(value.start) };
  } catch {
    return null;
  }
}

/** The objects of a list come from the table of its resource. */
const listed = <R extends ResourceName>(_resource: R, objects: readonly KubeObject[]) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  objects as readonly ObjectOf<R>[];

export function listObjects(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const { world } = context;
  const { query, accept } = request.raw;
  const limit = Number(query.get('limit') ?? 0);
  const token = query.get('continue');
  let page: Page;
  if (token !== null && token !== '') {
    const place = readToken(token);
    if (place === null) return badRequest('continue key is not valid');
    const snapshot = context.snapshots.get(place.id);
    if (snapshot === undefined)
      return gone(
        'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
      );
    page = cutPage(context, snapshot, place.start, limit);
  } else {
    const selection = selectionOf(request);
    if (!selection.ok) return selection.answer;
    const all: KubeObject[] =
      request.namespace === null
        ? world.store.list(request.resource)
        : world.store.indexed(request.resource, 'namespace', request.namespace);
    const objects = all.filter(selection.test);
    page = cutPage(context, { revision: world.store.revision, objects }, 0, limit);
  }
  const info = resources[request.resource];
  const form = formOf(accept);
  const { metadata, objects } = page;
  if (form === 'table') {
    const includeObject = query.get('includeObject');
    const rows = listed(request.resource, objects);
    return {
      status: 200,
      body: toTable(request.resource, rows, { now: world.now, metadata, includeObject, withColumns: true }),
    };
  }
  if (form === 'metadata')
    return {
      status: 200,
      body: {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
        items: objects.map(partialMetadata),
      },
    };
  return { status: 200, body: { kind: `${info.kind}List`, apiVersion: groupVersion(info), metadata, items: objects } };
}
