import { requestDeletion } from '../../control-plane/object-life.ts';
import { processOf } from '../../machines/kubelet.ts';
import { keyOf, type ObjectOf, type ResourceName, schemas } from '../../objects/resources.ts';
import type { ApiContext } from './api-context.ts';
import { isDryRun, type ResourceRequest } from './api-request.ts';
import { isRecord } from './json-value.ts';
import { keyFor, selectionOf } from './read-objects.ts';
import { type ApiAnswer, conflict, notFound, success } from './status.ts';
import { readBody } from './write-object.ts';

interface DeleteOptions {
  readonly graceSeconds: number | null;
  readonly orphan: boolean;
  readonly uid: string | null;
}

function optionsOf(request: ResourceRequest): DeleteOptions {
  const body = readBody(request.raw.body);
  const value = body.ok ? body.value : {};
  const grace = value.gracePeriodSeconds ?? request.raw.query.get('gracePeriodSeconds');
  const policy = value.propagationPolicy ?? request.raw.query.get('propagationPolicy');
  const uid = isRecord(value.preconditions) ? value.preconditions.uid : undefined;
  return {
    graceSeconds: grace === null || grace === undefined ? null : Number(grace),
    orphan: policy === 'Orphan',
    uid: typeof uid === 'string' ? uid : null,
  };
}

/** Leaves dependents alone: they forget their owner. */
function orphan(context: ApiContext, owner: ObjectOf<ResourceName>): void {
  const { store, now } = context.world;
  const { uid } = owner.metadata;
  for (const set of store.indexed('replicasets', 'owner', uid))
    store.put('replicasets', { ...set, metadata: { ...set.metadata, ownerReferences: [] } }, now);
  for (const pod of store.indexed('pods', 'owner', uid))
    store.put('pods', { ...pod, metadata: { ...pod.metadata, ownerReferences: [] } }, now);
}

function deleteOne(
  context: ApiContext,
  resource: ResourceName,
  object: ObjectOf<ResourceName>,
  options: DeleteOptions,
): void {
  const { world } = context;
  if (options.orphan) orphan(context, object);
  if (resource !== 'pods') {
    requestDeletion(world, resource, object, 0);
    return;
  }
  const pod = schemas.pods.parse(object);
  const wanted = options.graceSeconds ?? pod.spec.terminationGracePeriodSeconds;
  const grace = pod.spec.nodeName === undefined ? 0 : wanted;
  const process = processOf(world, pod);
  // Without grace the API forgets the pod at once, and its kubelet kills what still runs.
  if (grace === 0 && process !== undefined) process.refusesFrom = Math.min(process.refusesFrom, world.now);
  requestDeletion(world, 'pods', pod, grace);
}

export function deleteObject(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const name = request.name ?? '';
  const object = context.world.store.get(request.resource, keyFor(request, name));
  if (object === undefined) return notFound(request.resource, name);
  const options = optionsOf(request);
  if (options.uid !== null && options.uid !== object.metadata.uid) return conflict(request.resource, name);
  if (!isDryRun(request.raw)) deleteOne(context, request.resource, object, options);
  const left = context.world.store.get(request.resource, keyFor(request, name));
  return left === undefined ? success(request.resource, name, object.metadata.uid) : { status: 200, body: left };
}

export function deleteCollection(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const selection = selectionOf(request);
  if (!selection.ok) return selection.answer;
  const options = optionsOf(request);
  const meant = context.world.store.list(request.resource).filter(selection.test);
  if (!isDryRun(request.raw))
    for (const object of meant)
      if (context.world.store.get(request.resource, keyOf(object)) !== undefined)
        deleteOne(context, request.resource, object, options);
  return success(request.resource, '', '');
}
