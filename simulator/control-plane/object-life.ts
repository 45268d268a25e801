import { randomUuid } from '../kernel/random-names.ts';
import type { World } from '../kernel/world.ts';
import type { KubeObject, ObjectMeta } from '../objects/object-meta.ts';
import { keyOf, type ObjectOf, type ResourceName } from '../objects/resources.ts';
import { toTimestamp } from '../objects/timestamps.ts';

/** Metadata of a new object. */
export const newMeta = (world: World, meta: Partial<ObjectMeta> & { readonly name: string }): ObjectMeta => ({
  ...meta,
  uid: randomUuid(world.random),
  resourceVersion: '',
  creationTimestamp: toTimestamp(world.now),
});

export const ownedBy = (owner: KubeObject) => [
  {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  },
];

export const controllerOf = (object: KubeObject) => object.metadata.ownerReferences?.find((owner) => owner.controller);

export const put = <R extends ResourceName>(world: World, resource: R, object: ObjectOf<R>): ObjectOf<R> =>
  world.store.put(resource, object, world.now);

/** Changes an object if it is still there. */
export function change<R extends ResourceName>(
  world: World,
  resource: R,
  key: string,
  edit: (object: ObjectOf<R>) => ObjectOf<R>,
): void {
  const object = world.store.get(resource, key);
  if (object !== undefined) put(world, resource, edit(object));
}

export const remove = (world: World, resource: ResourceName, key: string): void =>
  world.store.remove(resource, key, world.now);

/** Asks for the deletion of an object: at once, or marked and left to whoever holds it. Asking again only shortens the grace. */
export function requestDeletion<R extends ResourceName>(
  world: World,
  resource: R,
  object: ObjectOf<R>,
  graceSeconds: number,
): ObjectOf<R> {
  const held = graceSeconds > 0 || (object.metadata.finalizers?.length ?? 0) > 0;
  if (!held) {
    remove(world, resource, keyOf(object));
    return object;
  }
  const known = object.metadata.deletionGracePeriodSeconds;
  if (object.metadata.deletionTimestamp !== undefined && (known ?? 0) <= graceSeconds) return object;
  const metadata = {
    ...object.metadata,
    deletionTimestamp: toTimestamp(world.now + graceSeconds * 1000),
    deletionGracePeriodSeconds: graceSeconds,
  };
  return put(world, resource, { ...object, metadata });
}
