import type { KubeFailure } from '../transport/kube-failure.ts';

/** How far the objects of one reflector can be trusted. What was read before is kept in every state. */
export type ReflectorState =
  | { readonly kind: 'starting' }
  /** `watchDenied`: only lists are permitted, so the data is as old as the last of them; why. Null: watching. */
  | { readonly kind: 'live'; readonly watchDenied: string | null }
  | { readonly kind: 'stale'; readonly message: string }
  | { readonly kind: 'denied'; readonly message: string }
  /** The cluster does not serve this resource. */
  | { readonly kind: 'absent'; readonly message: string };

/** What a failed list or watch makes of the state. */
export function stateAfterFailure(failure: KubeFailure, verb: 'list' | 'watch'): ReflectorState {
  if (verb === 'list' && failure.reason === 'forbidden') return { kind: 'denied', message: failure.message };
  if (verb === 'list' && failure.reason === 'not-found') return { kind: 'absent', message: failure.message };
  return { kind: 'stale', message: failure.message };
}
