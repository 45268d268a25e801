import { describe, expect, it } from 'vitest';
import { type FixtureGroup, listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reportService } from './report-service.ts';

const TOLERANCE = 1e-9;

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

  it('gives pods, and what is lost, as much as comes in', async () => {
    const sums = new Map<string, number>();
    for (const name of listFixtures(group)) {
      const analysis = analyze(of((await readFixture(name)).snapshot));
      for (const [key, { model }] of analysis.services) {
        const report = reportService(analysis, model.service);
        for (const [policy, answers] of Object.entries(report?.policies ?? {})) {
          if (!answers.nodes.some(({ share }) => share !== null && share > 0)) continue;
          const given = answers.pods.reduce((sum, { share }) => sum + (share ?? 0), 0);
          sums.set(`${name} ${key} ${policy}`, given + (answers.lostShare ?? 0));
        }
      }
    }
    expect(sums.size).toBeGreaterThan(0);
    expect([...sums].filter(([, sum]) => Math.abs(sum - 1) > TOLERANCE)).toEqual([]);
  });
});
