import type { World } from '../../kernel/world.ts';
import type { KubeObject } from '../../objects/object-meta.ts';
import type { ResourceName } from '../../objects/resources.ts';

/** A list in pages shows one moment: the pages after the first come from what was there then. */
export interface ListSnapshot {
  readonly revision: number;
  readonly objects: readonly KubeObject[];
}

/** What the API server keeps besides the objects. */
export interface ApiContext {
  readonly world: World;
  readonly token: string;
  readonly snapshots: Map<string, ListSnapshot>;
  /** What each field manager applied last, by resource and key of what is still there, then by manager. */
  readonly applied: Map<string, Map<string, unknown>>;
}

export const appliedKey = (resource: ResourceName, key: string): string => `${resource}/${key}`;

export function newApiContext(world: World, token: string): ApiContext {
  const applied: ApiContext['applied'] = new Map();
  world.store.subscribe(({ type, resource, key }) => {
    if (type === 'DELETED') applied.delete(appliedKey(resource, key));
  });
  return { world, token, snapshots: new Map(), applied };
}
