import { expect, it } from 'vitest';
import { sampleFleetRow } from '../testing/sample-fleet.ts';
import { countChanges } from './changed-rows.ts';

const calm = sampleFleetRow();

it('counts a cluster that reads differently, and leaves the others alone', () => {
  const other = sampleFleetRow({ id: 'other' });
  const failing = { ...calm, status: 'failing' as const };
  expect([...countChanges(new Map([['calm', 1]]), [calm, other], [failing, other])]).toEqual([['calm', 2]]);
});

it('takes neither a newer answer nor a new cluster for a change', () => {
  const newer = { ...calm, sources: calm.sources.map((source) => ({ ...source, observedAt: '2026-11-06T04:00:00Z' })) };
  const before = new Map<string, number>();
  expect(countChanges(before, [calm], [newer, sampleFleetRow({ id: 'new' })])).toBe(before);
});
