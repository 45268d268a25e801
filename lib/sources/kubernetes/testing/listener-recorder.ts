import type { ResourceStatus } from '../../../snapshot/source-status.ts';
import type { KubernetesKind, KubernetesListener } from '../kubernetes-listener.ts';
import { createConditions } from './conditions.ts';

export interface ListenerRecorder extends KubernetesListener {
  /** `services =a,b` replaced, `pods +a`, `pods -a`, `nodes: stale`. */
  readonly log: string[];
  /** Keys of a kind that a listener who believes everything holds; null: never told. */
  keys(kind: KubernetesKind): string[] | null;
  value(kind: KubernetesKind, key: string): unknown;
  statusOf(resource: string): ResourceStatus | undefined;
  until(condition: () => boolean): Promise<void>;
}

/** Writes down what a source tells, and waits for it to tell something. */
export function createListenerRecorder(): ListenerRecorder {
  const conditions = createConditions();
  const kinds = new Map<KubernetesKind, Map<string, unknown>>();
  const statuses = new Map<string, ResourceStatus>();
  const log: string[] = [];

  return {
    log,
    keys(kind) {
      const items = kinds.get(kind);
      return items === undefined ? null : [...items.keys()].sort();
    },
    value: (kind, key) => kinds.get(kind)?.get(key),
    statusOf: (resource) => statuses.get(resource),
    until: conditions.until,
    replaced(kind, items) {
      log.push(`${kind} =${[...items.keys()].sort().join(',')}`);
      kinds.set(kind, new Map(items));
      conditions.notify();
    },
    changed(kind, key, value) {
      log.push(`${kind} ${value === null ? '-' : '+'}${key}`);
      const items = kinds.get(kind);
      if (items === undefined) throw new Error(`${kind} changed before it was told`);
      if (value === null) items.delete(key);
      else items.set(key, value);
      conditions.notify();
    },
    status(status) {
      log.push(`${status.resource}: ${status.state}`);
      statuses.set(status.resource, status);
      conditions.notify();
    },
  };
}
