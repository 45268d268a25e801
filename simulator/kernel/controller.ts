import type { ResourceName } from '../objects/resources.ts';
import type { StoreChange } from './object-store.ts';
import type { World } from './world.ts';

/** Which keys a change of a resource gives a controller to do. */
export type Watches = { readonly [R in ResourceName]?: (world: World, change: StoreChange<R>) => Iterable<string> };

/**
 * One part of the cluster that acts by itself. It is told keys, looks at the world as it is and makes one step; it may be
 * called at any time and as often as one likes. It never looks at a clock but `world.now`.
 */
export interface Controller {
  readonly name: string;
  /** From a change to the step that answers it, milliseconds. */
  readonly latencyMs: number;
  readonly watches: Watches;
  /** Gives the milliseconds until it wants to be called again for this key, null when a change will tell. */
  readonly step: (world: World, key: string) => number | null;
}
