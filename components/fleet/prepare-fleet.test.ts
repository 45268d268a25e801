import { expect, it } from 'vitest';
import { badNightSummary } from '../testing/sample-summary.ts';
import { prepareFleet } from './prepare-fleet.ts';

const calm = { ...badNightSummary, status: 'healthy' as const, services: [] };
const blind = { ...calm, status: 'unknown' as const };

it('puts the cluster that needs somebody first, and one that nobody can judge before a healthy one', () => {
  const fleet = prepareFleet([
    { id: 'calm', summary: calm },
    { id: 'blind', summary: blind },
    { id: 'burning', summary: badNightSummary },
  ]);
  expect(fleet.rows.map((row) => row.id)).toEqual(['burning', 'blind', 'calm']);
  expect(fleet.sentence).toBe('2 of 3 clusters may need you.');
  expect(fleet.rows[0]?.counts).toBe('5 Services, 1 failing · 11 nodes in 3 pools');
});

it('says when nobody is needed', () => {
  expect(prepareFleet([{ id: 'calm', summary: calm }]).sentence).toBe('None of 1 cluster needs you.');
});
