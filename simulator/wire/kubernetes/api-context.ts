import type { World } from '../../kernel/world.ts';
import type { KubeObject } from '../../objects/object-meta.ts';

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
  /** What each field manager applied last, by resource, key and manager. */
  readonly applied: Map<string, unknown>;
}

export const newApiContext = (world: World, token: string): ApiContext => ({
  world,
  token,
  snapshots: new Map(),
  applied: new Map(),
});
