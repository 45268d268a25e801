import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import {
  explainHottestRow,
  explainLostRow,
  explainNodeCount,
  explainRotationRow,
  explainSpotRow,
  explainSuspectRow,
  underOtherPolicy,
} from '../cluster/explain-service-row.ts';
import { prepareServiceRows } from '../cluster/prepare-services-table.ts';
import { formatShare } from '../format.ts';
import { explainLimit, explainSnat } from '../load-balancers/explain-limit.ts';
import { explainEntering, explainInRotationOf, explainLateLoss, explainNodeLoss } from '../nodes/explain-node-loss.ts';
import { explainBlastRadius, explainHottestPod, explainLostShare, worstBlast } from '../service/explain-policy.ts';
import { holds } from '../testing/evaluate-filled.ts';
import { recordedVariants } from '../testing/recorded-variants.ts';
import type { Explanation } from './explanation.ts';

const model = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');

function expectToHold(explanation: Explanation, shown: string): void {
  expect(model).toContain(`\n## ${explanation.section}\n`);
  expect(explanation.filled).toContain(shown);
  expect(!explanation.filled.includes('=') || holds(explanation.filled), explanation.filled).toBe(true);
  expect(JSON.stringify(explanation)).not.toMatch(/NaN|undefined|Infinity/);
}

const fixtures = await Promise.all(listFixtures('dataplane').map(readFixture));
const summaries = fixtures.map(({ snapshot }) => summarizeCluster(analyze(snapshot)));

it('gives the numbers of every row of the cluster page, in every recorded state', () => {
  const rows = summaries.flatMap((summary) => prepareServiceRows('x', summary));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    expectToHold(explainLostRow(row), `= ${formatShare(row.lostShare.now)}`);
    expectToHold(explainLostRow(underOtherPolicy(row)), `= ${formatShare(row.lostShare.other)}`);
    expectToHold(explainRotationRow(underOtherPolicy(row)), `${row.inRotation.other}`);
    expectToHold(explainSuspectRow(row), `= ${formatShare(row.suspectShare.now)}`);
    expectToHold(explainRotationRow(row), `= ${row.inRotation.now}`);
    expectToHold(explainSpotRow(row), formatShare(row.podsOnSpotShare));
    expectToHold(explainHottestRow(row), row.hottestPod.now === null ? 'no pod' : row.hottestPod.now.toFixed(2));
  }
});

it('counts the nodes of each pool as the table does', () => {
  for (const { nodes, ready } of summaries.flatMap((summary) => summary.nodePools)) {
    expectToHold(explainNodeCount({ nodes, notReady: nodes - ready }), `= ${nodes}`);
  }
});

it('gives the numbers of the comparison of policies, in every recorded state', async () => {
  for (const { traffic } of await recordedVariants()) {
    for (const of of [traffic.Cluster, traffic.Local]) {
      expectToHold(explainLostShare(of), `= ${formatShare(of.lostShare)}`);
      expectToHold(explainHottestPod(of), of.imbalance.hottestPodFactor?.toFixed(2) ?? 'no pod');
      const worst = worstBlast(of);
      expectToHold(explainBlastRadius(of), worst === null ? 'no node' : `= ${formatShare(worst.atRiskWhileProbed)}`);
    }
  }
});

it('adds what a node lets in and what others hand on to its pods', async () => {
  for (const { traffic } of await recordedVariants()) {
    for (const of of [traffic.Cluster, traffic.Local]) {
      const entering = new Map(of.nodes.map(({ name, share }) => [name, share]));
      for (const blast of of.blastRadius) {
        const loss = { ...blast, entering: entering.get(blast.node) ?? 0 };
        expectToHold(explainNodeLoss(loss), `= ${formatShare(blast.atRiskWhileProbed)}`);
      }
    }
  }
  expectToHold(explainEntering(1 / 7), `= ${formatShare(1 / 7)}`);
  expect(explainEntering(0.3).filled).not.toContain('=');
  expectToHold(explainInRotationOf(12), '12');
  expectToHold(explainLateLoss({ share: 0.25, endpoints: 2, seconds: 45 }), '25.0 %');
});

it('divides what is used of a limit of Azure by what is allowed', () => {
  const limit = { name: 'rules', used: 1234, allowed: 1500, known: 'measured' } as const;
  expectToHold(explainLimit(limit), `= ${formatShare(1234 / 1500)}`);
  const snat = { backendIP: '10.0.0.4', at: '2026-11-21T03:00:00Z', used: 800.4, allocated: 1024 };
  expectToHold(explainSnat(snat), '800 ÷ 1024 = 78.1 %');
  expect(explainSnat({ ...snat, allocated: 0 }).filled).not.toContain('=');
});
