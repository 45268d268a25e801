import { admit } from '../../control-plane/admission.ts';
import { newMeta, put, remove } from '../../control-plane/object-life.ts';
import { randomSuffix } from '../../kernel/random-names.ts';
import { groupVersion, hasGeneration, type ObjectOf, type ResourceName, resources } from '../../objects/resources.ts';
import { sameJson } from '../../objects/same-json.ts';
import type { ApiContext } from './api-context.ts';
import { isDryRun, type ResourceRequest } from './api-request.ts';
import { isRecord, type JsonRecord, withoutNulls } from './json-value.ts';
import { keyFor, shape } from './read-objects.ts';
import { type ApiAnswer, alreadyExists, badRequest, conflict, invalid, notFound } from './status.ts';

export type Body =
  | { readonly ok: true; readonly value: JsonRecord }
  | { readonly ok: false; readonly answer: ApiAnswer };

export function readBody(text: string): Body {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    if (isRecord(value)) return { ok: true, value };
  } catch {
    // Falls through: what is no JSON is refused like what is no object.
  }
  return { ok: false, answer: badRequest('the body of the request must be a JSON object') };
}

const metadataOf = (object: JsonRecord): JsonRecord => (isRecord(object.metadata) ? object.metadata : {});

function kindProblem(resource: ResourceName, object: JsonRecord): ApiAnswer | null {
  const info = resources[resource];
  const isRight =
    (object.kind ?? info.kind) === info.kind && (object.apiVersion ?? groupVersion(info)) === groupVersion(info);
  if (isRight) return null;
  return badRequest(
    `${String(object.kind)} in version "${String(object.apiVersion)}" cannot be handled as a ${info.kind}`,
  );
}

const typeOf = (resource: ResourceName) => ({
  apiVersion: groupVersion(resources[resource]),
  kind: resources[resource].kind,
});

export function createObject(context: ApiContext, request: ResourceRequest, body: JsonRecord): ApiAnswer {
  const value = withoutNulls(body);
  const { world } = context;
  const { resource, namespace } = request;
  const wrong = kindProblem(resource, value);
  if (wrong !== null) return wrong;
  const meta = metadataOf(value);
  const prefix = typeof meta.generateName === 'string' ? meta.generateName : '';
  const name =
    typeof meta.name === 'string' && meta.name !== '' ? meta.name : prefix && prefix + randomSuffix(world.random);
  if (name === '')
    return invalid(resource, '', [
      { field: 'metadata.name', message: 'Required value: name or generateName is required' },
    ]);
  if (world.store.get(resource, keyFor(request, name)) !== undefined) return alreadyExists(resource, name);
  if (namespace !== null && world.store.get('namespaces', namespace) === undefined)
    return notFound('namespaces', namespace);
  const metadata = {
    ...meta,
    ...newMeta(world, { name }),
    ...(namespace === null ? {} : { namespace }),
    ...(hasGeneration(resource) ? { generation: 1 } : {}),
    deletionTimestamp: undefined,
  };
  const admitted = admit(world, resource, { ...value, ...typeOf(resource), metadata, status: undefined });
  if (!admitted.ok) return invalid(resource, name, admitted.problems);
  const stored = isDryRun(request.raw) ? admitted.object : put(world, resource, admitted.object);
  return { status: 201, body: shape(context, request, resource, stored) };
}

/** What a client cannot change: who the object is, when it was made, and that it is being deleted. */
function protectedMeta<R extends ResourceName>(before: ObjectOf<R>, wanted: JsonRecord): JsonRecord {
  const {
    uid,
    creationTimestamp,
    name,
    namespace,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generation,
    resourceVersion,
  } = before.metadata;
  const kept = {
    uid,
    creationTimestamp,
    name,
    namespace,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generation,
    resourceVersion,
  };
  return { ...wanted, ...kept };
}

function nextObject<R extends ResourceName>(
  request: ResourceRequest,
  before: ObjectOf<R>,
  value: JsonRecord,
): JsonRecord {
  const metadata = protectedMeta(before, metadataOf(value));
  const old: JsonRecord = before;
  if (request.subresource === 'status')
    return {
      ...old,
      metadata: { ...before.metadata, ...pick(metadata, ['labels', 'annotations']) },
      status: value.status,
    };
  const hasStatus = resources[request.resource].subresources.includes('status');
  const next = { ...value, ...typeOf(request.resource), metadata, ...(hasStatus ? { status: old.status } : {}) };
  return sameJson(value.spec, old.spec) || !hasGeneration(request.resource)
    ? next
    : { ...next, metadata: { ...metadata, generation: (before.metadata.generation ?? 0) + 1 } };
}

const pick = (record: JsonRecord, keys: readonly string[]): JsonRecord =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));

/** Writes a whole new state of an object, as an update or the outcome of a patch. */
export function replaceObject(context: ApiContext, request: ResourceRequest, body: JsonRecord): ApiAnswer {
  const value = withoutNulls(body);
  const { world } = context;
  const { resource } = request;
  const name = request.name ?? '';
  const key = keyFor(request, name);
  const before = world.store.get(resource, key);
  if (before === undefined) return notFound(resource, name);
  const wrong = kindProblem(resource, value);
  if (wrong !== null) return wrong;
  const revision = metadataOf(value).resourceVersion;
  if (typeof revision === 'string' && revision !== '' && revision !== before.metadata.resourceVersion)
    return conflict(resource, name);
  const admitted = admit(world, resource, nextObject(request, before, value), before);
  if (!admitted.ok) return invalid(resource, name, admitted.problems);
  if (isDryRun(request.raw)) return { status: 200, body: shape(context, request, resource, admitted.object) };
  const stored = put(world, resource, admitted.object);
  const isReleased = stored.metadata.deletionTimestamp !== undefined && (stored.metadata.finalizers ?? []).length === 0;
  // A pod waits for its kubelet; anything else that is being deleted was waiting for its last finalizer.
  if (isReleased && resource !== 'pods') remove(world, resource, key);
  return { status: 200, body: shape(context, request, resource, stored) };
}
