import type { Snapshot } from '../../snapshot/snapshot.ts';

/** True: some source or resource is in another state, or for another reason. Ages alone do not count. */
export function sourcesDiffer(a: Snapshot['sources'], b: Snapshot['sources']): boolean {
  return withoutAges(a) !== withoutAges(b);
}

function withoutAges(sources: Snapshot['sources']): string {
  return JSON.stringify(sources, (key: string, value: unknown) => (key === 'observedAt' ? undefined : value));
}
