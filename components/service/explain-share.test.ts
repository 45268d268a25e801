import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../explain/explanation.ts';
import { formatFactor, formatShare } from '../format.ts';
import { evaluateFilled, holds } from '../testing/evaluate-filled.ts';
import { recordedVariants } from '../testing/recorded-variants.ts';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { explainFairLine, explainNodeShare, explainPodFactor, explainPodShare } from './explain-share.ts';
import { explainExpectedProbe, explainForwards } from './explain-standing.ts';
import { fairShareOf } from './fair-share.ts';
import { preparePodRows } from './prepare-pods-table.ts';
import { chooseVariant, prepareVariants } from './prepare-variants.ts';

const model = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');
// The made-up samples of these tests leave out what the analysis knows: only recordings will do.
const variants = await recordedVariants();
const policies = ['Cluster', 'Local'] as const;

function sampleVariant(nodes: typeof badNightNodes) {
  const variant = chooseVariant(prepareVariants(sampleService(nodes, 'Cluster')), null);
  if (variant === null) throw new Error('the sample has no rule');
  return variant;
}

/** What is written as arithmetic has to come out, at the number that is shown. */
function expectToGive({ filled, section }: Explanation, shown: string): void {
  expect(model).toContain(`\n## ${section}\n`);
  expect(filled.endsWith(shown), `${filled} ends in ${shown}`).toBe(true);
  expect(holds(filled), filled).toBe(true);
}

describe.each(policies)('under %s, in every recorded state', (policy) => {
  it('the share of each node comes out of its formula', () => {
    let shown = 0;
    for (const { traffic } of variants) {
      for (const { share } of traffic[policy].nodes.filter((node) => node.share > 0)) {
        shown++;
        expectToGive(explainNodeShare(traffic[policy], share), formatShare(share));
      }
    }
    expect(shown).toBeGreaterThan(100);
  });

  it('the share and the factor of each pod come out of their formulas', () => {
    let shown = 0;
    let hinted = 0;
    for (const variant of variants) {
      for (const { node, share, factor } of preparePodRows(variant).filter((row) => row.share[policy] > 0)) {
        const explanation = explainPodShare(variant.traffic[policy], policy, { node, share: share[policy] });
        // Only hints make nodes choose from different pods; then there is no one division to show.
        if (policy === 'Cluster' && !explanation.filled.includes('=')) hinted++;
        else expectToGive(explanation, formatShare(share[policy]));
        shown++;
        const times = factor[policy];
        if (times !== null) expectToGive(explainPodFactor(share[policy], times), formatFactor(times));
      }
    }
    expect(hinted).toBeLessThan(shown / 5);
    expect(shown).toBeGreaterThan(100);
  });

  it('the fair lines come out of their formulas', () => {
    for (const { traffic } of variants) {
      const of = traffic[policy];
      const members = of.nodes.filter((node) => node.inPool || node.share > 0).length;
      if (members > 0) expectToGive(explainFairLine('nodes', of, 1 / members), formatShare(1 / members));
      const fair = fairShareOf(of);
      expect(fair === null).toBe(of.pods.every((pod) => pod.share === 0));
      if (fair !== null) expectToGive(explainFairLine('pods', of, fair), formatShare(fair));
    }
  });

  it('what each node does follows from the endpoints that are counted', () => {
    const seen = new Set<string>();
    for (const { traffic } of variants) {
      const of = traffic[policy];
      for (const standing of of.nodes.filter(({ forwards }) => forwards !== 'unknown')) {
        const { inputs, filled } = explainForwards({ of, policy, node: standing.name, standing });
        const [here = 0, anywhere = 0] = inputs.map(({ value }) => Number(value));
        const expected = (policy === 'Local' ? here : anywhere) > 0 ? 'accepts' : anywhere > 0 ? 'drops' : 'rejects';
        expect(filled.endsWith(`→ ${expected}`), `${standing.name}: ${filled}`).toBe(true);
        seen.add(expected);
        const probe = explainExpectedProbe({ of, policy, node: standing.name, standing });
        expect(model).toContain(`\n## ${probe.section}\n`);
        expect(probe.inputs.every(({ value }) => /^\d/.test(value))).toBe(true);
      }
    }
    expect(seen).toContain(policy === 'Local' ? 'drops' : 'accepts');
  });
});

it('claims no arithmetic where hints make nodes choose from different pods', () => {
  const of = sampleVariant(badNightNodes).traffic.Cluster;
  const { filled } = explainPodShare(of, 'Cluster', { node: null, share: 0.4321 });
  expect(filled).not.toContain('=');
  expect(filled).toContain('43.2 %');
});

describe('a filled formula', () => {
  it('holds only where both sides can be the same number', () => {
    expect(holds('1 ÷ 3 = 33.3 %')).toBe(true);
    expect(holds('1 ÷ 3 = 33.4 %')).toBe(false);
    expect(holds('100 % − 75.0 % that reaches pods = 25.0 %')).toBe(true);
    expect(holds('100 % − 75.0 % that reaches pods = 25.2 %')).toBe(false);
    expect(holds('30.0 % ÷ 12.5 % fair share = × 2.40')).toBe(true);
    expect(holds('30.0 % ÷ 12.5 % fair share = × 2.50')).toBe(false);
    expect(holds('2 + 3 × 4 = 14')).toBe(true);
    expect(holds('(2 + 3) × 4 = 20')).toBe(true);
  });

  it('is refused when there is nothing to evaluate', () => {
    expect(() => evaluateFilled('no pod is reached')).toThrow('no arithmetic');
    expect(() => evaluateFilled('about = 3')).toThrow('no number');
  });
});
