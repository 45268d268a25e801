import { pause } from '../clock.ts';
import type { KubeFailure } from '../transport/kube-failure.ts';
import { createBackOff } from './back-off.ts';
import { listAll } from './list-all.ts';
import type { Reflection } from './reflection.ts';
import { stateAfterFailure } from './reflector-state.ts';

/** Before asking again for something that is not permitted or not there. */
const REFUSED_RETRY_MS = 60_000;

/**
 * Makes the function that reads the whole collection once. It gives the resource version of the list; null when
 * the list failed, and then the wait that follows from it is over.
 */
export function createLister<T>(reflection: Reflection<T>, stopped: AbortSignal): () => Promise<string | null> {
  const { clock, transport, path, store, status, interrupts, selection } = reflection;
  const backOff = createBackOff(reflection.random);

  function waitAfter(failure: KubeFailure): number {
    const waitMs = backOff.next(failure.retryAfterMs);
    const refused = failure.reason === 'forbidden' || failure.reason === 'not-found';
    return refused ? Math.max(waitMs, REFUSED_RETRY_MS) : waitMs;
  }

  return async () => {
    interrupts.clear();
    let draft = store.begin();
    const listed = await listAll(transport, { path, query: selection.query(), signal: stopped }, () => {
      draft = store.begin();
      return draft.add;
    });
    if (stopped.aborted) return null;
    if (listed.ok) {
      backOff.reset();
      status.listed(draft.commit());
      return listed.resourceVersion;
    }
    if (listed.reason === 'rejected' && selection.generalize()) return null;
    status.become(stateAfterFailure(listed, 'list'));
    await pause(clock, waitAfter(listed), interrupts.signal());
    return null;
  };
}
