import { expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../../fixtures/read-fixture.ts';
import { analyze } from '../analyze.ts';
import { serviceReport } from '../report-service.ts';
import { expectationKnown } from './probe-expectation.ts';

it('is assumed only where the expectation says so', () => {
  const because = 'x';
  expect(expectationKnown({ kind: 'everywhere', state: 'up', because, known: 'assumed' })).toBe('assumed');
  expect(expectationKnown({ kind: 'eligible-nodes', because, known: 'computed' })).toBe('computed');
  expect(expectationKnown({ kind: 'unprobed' })).toBe('computed');
  expect(expectationKnown({ kind: 'unknown', because })).toBe('computed');
});

it('reaches the report of each policy, in the recorded states', async () => {
  let told = 0;
  for (const name of listFixtures('dataplane')) {
    const { snapshot } = await readFixture(name);
    const analysis = analyze(snapshot);
    for (const entry of analysis.services.values()) {
      const report = serviceReport(entry, analysis.model);
      for (const policy of ['Cluster', 'Local'] as const) {
        const expectation = entry.model.ports[0]?.policies[policy].expectation;
        if (expectation === undefined) continue;
        expect(report.policies[policy].expectedProbeKnown).toBe(expectationKnown(expectation));
        told += 1;
      }
    }
  }
  expect(told).toBeGreaterThan(20);
});
