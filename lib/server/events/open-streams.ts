import { processWide } from '../process-wide.ts';

/** How to end each open event stream: a server that stops must not wait for its viewers. */
export function openStreams(): Set<() => void> {
  return processWide('open-streams', () => new Set());
}

export function closeStreams(): void {
  for (const close of [...openStreams()]) close();
}
