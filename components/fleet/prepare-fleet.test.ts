import { describe, expect, it } from 'vitest';
import { sampleFleetRow } from '../testing/sample-fleet.ts';
import type { FleetRow } from './fleet-row.ts';
import { filterFleet, newestData, prepareFleet } from './prepare-fleet.ts';

const calm = sampleFleetRow();
const stale = sampleFleetRow({
  id: 'stale',
  complete: false,
  sources: [{ name: 'azure', state: 'stale', observedAt: '2026-11-06T02:10:00Z' }],
});
const blind = sampleFleetRow({ id: 'blind', status: 'unknown', sentence: 'Not known.', complete: false });
const smoking = sampleFleetRow({ id: 'smoking', status: 'degraded', findings: { medium: 9 } });
const losing = sampleFleetRow({ id: 'losing', status: 'failing', sentence: 'Loses 10 %.', worstLostShare: 0.1 });
const burning = sampleFleetRow({ id: 'burning', status: 'failing', sentence: 'Loses 90 %.', worstLostShare: 0.9 });
const ids = (rows: readonly FleetRow[]) => rows.map(({ id }) => id);

describe('the fleet', () => {
  it('puts the cluster that loses most first, one that nobody can judge before a healthy one, complete data last', () => {
    const fleet = prepareFleet([calm, blind, stale, losing, smoking, burning]);
    expect(ids(fleet.rows)).toEqual(['burning', 'losing', 'smoking', 'blind', 'stale', 'calm']);
    expect(fleet.status).toBe('failing');
    expect(fleet.sentence).toBe('2 of 6 clusters are failing, 1 degraded, 1 unknown.');
    expect(fleet.advice).toEqual(['Start with burning: Loses 90 %.', 'The data of 2 clusters is old or incomplete.']);
  });

  it('says when nobody is needed, and what that does not cover', () => {
    const { status, sentence, advice } = prepareFleet([calm, sampleFleetRow({ id: 'quiet' })]);
    expect({ status, sentence, advice }).toEqual({
      status: 'healthy',
      sentence: 'All 2 clusters are healthy.',
      advice: [],
    });
    expect(prepareFleet([calm, stale]).advice).toEqual(['The data of 1 cluster is old or incomplete.']);
  });

  it('ranks a critical finding before a larger loss', () => {
    const critical = sampleFleetRow({ id: 'critical', status: 'failing', findings: { critical: 1 } });
    expect(ids(prepareFleet([burning, critical]).rows)).toEqual(['critical', 'burning']);
  });

  it('keeps under "only faults" also what is not known completely', () => {
    const shown = filterFleet([calm, stale, smoking], { filter: '', onlyFaults: true });
    expect(ids(shown)).toEqual(['stale', 'smoking']);
  });

  it.each([
    ['stale', ['stale']],
    ['loses 90', ['burning']],
    ['nothing like this', []],
  ])('finds clusters by %j', (filter, expected) => {
    expect(ids(filterFleet([calm, stale, burning], { filter, onlyFaults: false }))).toEqual(expected);
  });

  it('takes the newest data as the time of a link, and the rendering when there is none', () => {
    const older = sampleFleetRow({ takenAt: '2026-11-06T03:00:00Z' });
    expect(newestData([older, calm, sampleFleetRow({ takenAt: null })], 'now')).toBe('2026-11-06T03:12:07Z');
    expect(newestData([], '2026-11-06T04:00:00Z')).toBe('2026-11-06T04:00:00Z');
  });
});
