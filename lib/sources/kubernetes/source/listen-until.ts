import type { KubernetesListener } from '../kubernetes-listener.ts';

/** Ending collections looks like losing what they hold; after `stopped` nobody is told so. */
export function listenUntil(stopped: AbortSignal, listener: KubernetesListener): KubernetesListener {
  return {
    replaced(kind, items) {
      if (!stopped.aborted) listener.replaced(kind, items);
    },
    changed(kind, key, value) {
      if (!stopped.aborted) listener.changed(kind, key, value);
    },
    status(status) {
      if (!stopped.aborted) listener.status(status);
    },
  };
}
