import { expect, it, vi } from 'vitest';
import { bundleCluster } from './bundle-cluster.ts';
import { emptySnapshot } from './testing/empty-snapshot.ts';

it('answers with the analysis of its snapshot and never changes', async () => {
  const snapshot = emptySnapshot('shop', '2026-01-01T00:00:00Z');
  const analyze = vi.fn((given: typeof snapshot) => ({ snapshot: given, findings: [] }));
  const cluster = bundleCluster('shop', snapshot, { analyze });
  const listener = vi.fn();

  const unsubscribe = cluster.subscribe(listener);
  const before = cluster.current();
  await cluster.stop();
  unsubscribe();

  expect(before).toEqual({ version: 1, snapshot, analysis: { snapshot, findings: [] } });
  expect(cluster.current()).toBe(before);
  expect(analyze).toHaveBeenCalledTimes(1);
  expect(listener).not.toHaveBeenCalled();
});
