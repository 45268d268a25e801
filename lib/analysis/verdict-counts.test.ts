import { describe, expect, it } from 'vitest';
import { type FixtureGroup, listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reportService } from './report-service.ts';

const SHARE_DIGITS = 9;

/** Each Service under the other policy too: other nodes are then told apart. */
function underOtherPolicy(snapshot: Snapshot): Snapshot {
  const services = snapshot.kubernetes.services?.map((service) => ({
    ...service,
    externalTrafficPolicy: service.externalTrafficPolicy === 'Local' ? ('Cluster' as const) : ('Local' as const),
  }));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, services: services ?? null } };
}

function withoutAnswers(snapshot: Snapshot): Snapshot {
  return { ...snapshot, probes: { ...snapshot.probes, ruleHealth: [], observed: [] } };
}

const views: readonly (readonly [string, (snapshot: Snapshot) => Snapshot])[] = [
  ['as recorded', (snapshot) => snapshot],
  ['without answers', withoutAnswers],
  ['under the other policy', underOtherPolicy],
  ['under the other policy without answers', (snapshot) => withoutAnswers(underOtherPolicy(snapshot))],
];
const groups: readonly FixtureGroup[] = ['controller', 'dataplane', 'timelines'];
const cases = groups.flatMap((group) => views.map(([view, of]) => ({ group, view, of })));

describe.each(cases)('recordings of $group, $view', ({ group, of }) => {
  it('counts as many nodes of each verdict as it lists', async () => {
    for (const name of listFixtures(group)) {
      const analysis = analyze(of((await readFixture(name)).snapshot));
      for (const [key, { state, model }] of analysis.services) {
        const report = reportService(analysis, model.service);
        const first = model.ports[0]?.ruleName;
        const listed: Record<string, number> = {};
        for (const { rule, verdict } of report?.verdicts ?? [])
          if (rule === first) listed[verdict] = (listed[verdict] ?? 0) + 1;
        expect(state.verdictCounts, `${name} ${key}`).toEqual(listed);
      }
    }
  });

  it('gives pods in sum what its nodes send on', async () => {
    for (const name of listFixtures(group)) {
      const analysis = analyze(of((await readFixture(name)).snapshot));
      for (const [key, { model }] of analysis.services) {
        for (const policy of Object.values(reportService(analysis, model.service)?.policies ?? {})) {
          const taken = policy.nodes.reduce((sum, { share }) => sum + (share ?? 0), 0);
          const given = policy.pods.reduce((sum, { share }) => sum + (share ?? 0), 0);
          if (taken > 0) expect(given + (policy.lostShare ?? 0), `${name} ${key}`).toBeCloseTo(1, SHARE_DIGITS);
        }
      }
    }
  });
});
