import { pause } from '../clock.ts';
import { createBackOff } from './back-off.ts';
import { type NextStep, nextStep } from './next-step.ts';
import type { Reflection } from './reflection.ts';
import { type WatchRun, watchOnce } from './watch-once.ts';

/** Between lists where watching is not permitted. */
const POLL_MS = 30_000;
/** A watch that held this long was no failure. */
const STEADY_MS = 5000;
/** Asked of the server, so that no watch outlives a rotated certificate or a moved server for long. */
const WATCH_SECONDS = 280;

/** Makes the function that watches on from a list until only another list helps. */
export function createFollower<T>(reflection: Reflection<T>): (resourceVersion: string) => Promise<void> {
  const { clock, random, transport, path, store, status, interrupts, selection } = reflection;
  const backOff = createBackOff(random);

  async function watchFrom(resourceVersion: string): Promise<WatchRun & { readonly progressed: boolean }> {
    const startedAtMs = clock.now();
    const timeoutSeconds = WATCH_SECONDS + Math.floor(random() * 20);
    const request = { path, query: selection.query(), signal: interrupts.signal(), resourceVersion, timeoutSeconds };
    const run = await watchOnce(transport, request, { store, status });
    const progressed = run.resourceVersion !== resourceVersion || clock.now() - startedAtMs >= STEADY_MS;
    if (progressed) backOff.reset();
    return { ...run, progressed };
  }

  async function waitFor({ wait, retryAfterMs }: NextStep): Promise<void> {
    if (wait === 'none') return;
    await pause(clock, wait === 'poll' ? POLL_MS : backOff.next(retryAfterMs), interrupts.signal());
  }

  return async (listedAt) => {
    let position = listedAt;
    let failures = 0;
    let progressedSinceList = false;
    while (!interrupts.signal().aborted) {
      const { outcome, progressed, resourceVersion } = await watchFrom(position);
      if (interrupts.signal().aborted) return;
      progressedSinceList ||= progressed;
      const failed = outcome.kind === 'refused' || outcome.kind === 'unreadable';
      failures = failed ? (progressed ? 1 : failures + 1) : 0;
      const canReselect = selection.canGeneralize();
      const step = nextStep(outcome, { progressed, progressedSinceList, failures, canReselect });
      if (step.state !== null) status.become(step.state);
      await waitFor(step);
      if (step.go === 'reselect') selection.generalize();
      if (step.go !== 'resume') return;
      position = resourceVersion;
    }
  };
}
