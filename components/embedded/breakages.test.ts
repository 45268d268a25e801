import { expect, test } from 'vitest';
import type { EmbeddedState } from '../../lib/report/embedded-state.ts';
import { clusterBreakages, nodeBreakages, workloadBreakages } from './breakages.ts';

const node = (name: string, zone: string | null) => ({ name, pool: 'apps', zone, spot: false, machine: 'running' });
const state: EmbeddedState = {
  scenario: 'healthy',
  startedWith: 'healthy',
  now: '2026-11-21T00:00:00Z',
  speed: 1,
  scenarios: [],
  nodes: [node('a', '2'), node('b', '1'), node('c', '2'), node('d', null)],
  services: [],
  workloads: [],
  journal: [],
};
const all = [...clusterBreakages(state), ...nodeBreakages('a'), ...workloadBreakages('shop/web')];

test('what is mended is what was broken', () => {
  for (const { name, break: broken, mend } of all) {
    const isUndone = mend.do === broken.do || (broken.do === 'kill' && mend.do === 'revive');
    expect(isUndone, name).toBe(true);
    expect([mend.node, mend.zone, mend.pod], name).toEqual([broken.node, broken.zone, broken.pod]);
    expect(mend, name).not.toEqual(broken);
  }
});

test('each zone can go dark, once', () => {
  const zones = clusterBreakages(state).filter(({ break: { do: what } }) => what === 'lose-zone');
  expect(zones.map(({ label }) => label)).toEqual(['zone 1: dark', 'zone 2: dark']);
});

test('names tell breakages apart', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});
