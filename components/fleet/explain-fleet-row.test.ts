import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { evaluateFilled, holds } from '../testing/evaluate-filled.ts';
import { explainServiceCount } from './explain-fleet-row.ts';

it('adds up the Services of a cluster by state', () => {
  const { filled, section } = explainServiceCount({
    services: { failing: 2, degraded: 3, unknown: 5, healthy: 1007 },
  });
  expect(holds(filled)).toBe(true);
  expect(evaluateFilled(filled).right.from).toBe(1017);
  expect(readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8')).toContain(`\n## ${section}\n`);
});
