import { describe, expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import { analyze } from './analyze.ts';

const names = (['controller', 'dataplane', 'timelines'] as const).flatMap(listFixtures);

const sinceIn = async (name: string, code: string) =>
  analyze((await readFixture(name)).snapshot).findings.find((finding) => finding.code === code)?.since;

describe('since when, in recordings', () => {
  it.each(names)('%s: never after it was taken', async (name) => {
    const { snapshot } = await readFixture(name);
    const late = analyze(snapshot).findings.filter(
      ({ since }) => since !== null && !(Date.parse(since) <= Date.parse(snapshot.takenAt)),
    );
    expect(late).toEqual([]);
  });

  it.each([
    // The condition Ready of the only pod turned.
    ['controller/base/pod-not-ready', 'local-no-ready-endpoints', '2026-11-21T00:56:06.000Z'],
    ['dataplane/r3-random', 'no-ready-endpoints', '2026-11-21T01:46:29.000Z'],
    // All pods were deleted at once: 240 s of grace before 01:47:25.
    ['dataplane/09-all-terminating-serving', 'local-no-ready-endpoints', '2026-11-21T01:43:25.000Z'],
    // The autoscaler's taint has the value 1795225465.
    ['dataplane/12-to-be-deleted-taint', 'departing-node-in-rotation', '2026-11-21T01:44:25.000Z'],
    // Condition Ready of the node turned to Unknown, and to False.
    ['dataplane/15-node-unknown-machine-dead', 'departing-node-in-rotation', '2026-11-21T01:46:10.000Z'],
    ['dataplane/15e-kubelet-reports-notready', 'departing-node-in-rotation', '2026-11-21T01:31:42.000Z'],
    // Nothing dates it: no pod is selected, the taint has no time, the events have none.
    ['dataplane/05-zero-pods', 'no-ready-endpoints', null],
    ['controller/nodes/tobedeleted-after', 'departing-node-in-rotation', null],
    ['controller/base/probe-invalid-interval', 'reconcile-failing', null],
  ])('%s: %s since %s', async (name, code, since) => {
    expect(await sinceIn(name, code)).toBe(since);
  });
});
