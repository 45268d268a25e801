import type { KubePath } from '../resource.ts';
import type { Interrupts } from './interrupts.ts';
import type { ObjectStore } from './object-store.ts';
import type { ReflectorEnvironment } from './reflector.ts';
import type { ReflectorStatus } from './reflector-status.ts';
import type { Selection } from './selection.ts';

/** What the parts of one reflector share. */
export interface Reflection<T> extends ReflectorEnvironment {
  readonly path: KubePath;
  readonly store: ObjectStore<T>;
  readonly status: ReflectorStatus<T>;
  readonly interrupts: Interrupts;
  readonly selection: Selection;
}
