import { expect, it } from 'vitest';
import { badNightSummary } from '../testing/sample-summary.ts';
import { preparePoolTable } from './prepare-pools.ts';

it('lays pools against zones, pools with trouble first, nodes without a zone last', () => {
  const table = preparePoolTable(badNightSummary.nodePools);
  expect(table.zones).toEqual(['westeurope-1', 'westeurope-2', 'westeurope-3', null]);
  expect(table.rows.map((row) => row.pool)).toEqual(['spot', 'system', 'web']);
  expect(table.rows[0]).toMatchObject({
    notReady: 1,
    zones: [{ nodes: 1, notReady: 0 }, { nodes: 1, notReady: 1 }, { nodes: 2, notReady: 0 }, null],
  });
});

it('has nothing to lay out without pools', () => {
  expect(preparePoolTable([])).toEqual({ zones: [], rows: [] });
});
