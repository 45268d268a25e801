import type { Changes } from '../reflect/object-store.ts';
import type { ReflectorSink } from '../reflect/reflector.ts';
import { createConditions } from './conditions.ts';

export interface ReflectorRecorder<T> extends ReflectorSink<T> {
  /** What a listener that believes every call holds now. */
  readonly items: ReadonlyMap<string, T>;
  /** `+key` set, `-key` gone, in order; `=` the first list. */
  readonly log: readonly string[];
  /** Every value that was told, in order. */
  readonly told: readonly (readonly [string, T | null])[];
  until(condition: () => boolean): Promise<void>;
}

/** Writes down what a reflector tells, and waits for it to tell something. */
export function createReflectorRecorder<T>(): ReflectorRecorder<T> {
  const conditions = createConditions();
  const items = new Map<string, T>();
  const log: string[] = [];
  const told: [string, T | null][] = [];

  function learn(changes: Changes<T>): void {
    for (const [key, value] of changes) {
      log.push(value === null ? `-${key}` : `+${key}`);
      told.push([key, value]);
      if (value === null) items.delete(key);
      else items.set(key, value);
    }
  }

  return {
    items,
    log,
    told,
    until: conditions.until,
    synced(contents) {
      log.push('=');
      learn(contents.items());
      conditions.notify();
    },
    changed(changes) {
      learn(changes);
      conditions.notify();
    },
    stateChanged: conditions.notify,
  };
}
