import { describe, expect, test } from 'vitest';
import { type FixtureGroup, listFixtures, readFixture } from '../../../fixtures/read-fixture.ts';

const COUNTS: readonly (readonly [FixtureGroup, number])[] = [
  ['controller', 76],
  ['dataplane', 38],
  ['timelines', 5],
];

describe.each(COUNTS)('fixtures of %s', (group, count) => {
  test(`are ${count}`, () => {
    expect(listFixtures(group)).toHaveLength(count);
  });

  test('decode whole: no problem, every list that is there loaded', async () => {
    for (const name of listFixtures(group)) {
      const { files, snapshot } = await readFixture(name);
      const { kubernetes, azure } = snapshot;
      expect(snapshot.cluster).toBe('lab-aks');
      expect([snapshot.sources.kubernetes.state, snapshot.sources.azure.state], name).toEqual(['live', 'live']);
      expect(kubernetes.services?.length, name).toBeGreaterThan(0);
      expect(kubernetes.nodes?.length, name).toBeGreaterThan(0);
      expect(azure.loadBalancers?.length, name).toBeGreaterThan(0);
      const lists = [...files.keys()].filter((path) => path.startsWith('kubernetes/'));
      const loaded = snapshot.sources.kubernetes.resources.filter((status) => status.state === 'live');
      expect(loaded, name).toHaveLength(lists.length);
    }
  });
});

test('a dataplane fixture brings what was measured, a timeline the streams that followed', async () => {
  const dataplane = await readFixture('dataplane/01-even');
  expect(dataplane.measured).toMatchObject({ scenario: '01-even', services: expect.any(Array) });
  const timeline = await readFixture('timelines/spot-eviction');
  expect(timeline.measured).toBeNull();
  const firstLine = timeline.files.get('watch/nodes.jsonl')?.split('\n', 1)[0] ?? '';
  expect(JSON.parse(firstLine)).toMatchObject({ at: expect.any(Number), event: { object: { kind: 'Node' } } });
});
