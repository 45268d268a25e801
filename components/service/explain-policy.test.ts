import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { preparePolicyComparison } from './prepare-policy-comparison.ts';
import { chooseVariant, prepareVariants } from './prepare-variants.ts';

const report = sampleService(badNightNodes, 'Cluster');
const variant = chooseVariant(prepareVariants(report), null);
if (variant === null) throw new Error('the sample has no rule');
const rows = preparePolicyComparison(variant.traffic);
const model = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');

describe('how a number is computed', () => {
  it.each(rows)('$label names a section that is there and inputs that are numbers', ({ explanations }) => {
    for (const { section, filled, formula } of Object.values(explanations)) {
      expect(model).toContain(`\n## ${section}\n`);
      expect(`${filled} ${formula}`).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it.each(['Lost share', 'Hottest pod', 'Usable capacity'])('%s ends in the number that is shown', (label) => {
    const row = rows.find((candidate) => candidate.label === label);
    for (const policy of ['Cluster', 'Local'] as const) {
      expect(row?.explanations[policy].filled.endsWith(row.values[policy])).toBe(true);
    }
  });

  it('counts the same nodes in rotation as the row', () => {
    const row = rows.find((candidate) => candidate.label === 'Nodes in rotation');
    for (const policy of ['Cluster', 'Local'] as const) {
      const [used, , members] = row?.values[policy].split(' ') ?? [];
      const { filled } = row?.explanations[policy] ?? { filled: '' };
      expect(filled.startsWith(`${members} pool members`)).toBe(true);
      expect(filled).toContain(`= ${used};`);
    }
  });

  it('says what is perhaps lost only where nobody hears from a node, and from how many', () => {
    expect(rows.some((candidate) => candidate.label === 'Perhaps lost too')).toBe(false);
    const Cluster = { ...variant.traffic.Cluster, suspectShare: 0.25 };
    const told = preparePolicyComparison({ ...variant.traffic, Cluster });
    const row = told.find((candidate) => candidate.label === 'Perhaps lost too');
    const silent = Cluster.nodes.filter((node) => node.silent).length;
    expect(row?.values).toEqual({ Cluster: '25.0 %', Local: '0.0 %' });
    expect(row?.explanations.Cluster.filled).toMatch(new RegExp(`^${silent} silent: .* 25\\.0 %$`));
    expect(model).toContain(`\n## ${row?.explanations.Cluster.section}\n`);
  });
});
