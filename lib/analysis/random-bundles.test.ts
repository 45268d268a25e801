import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyReport } from '../report/policy-report.ts';
import { reportSchema } from '../report/report.ts';
import type { ServiceReport } from '../report/service-report.ts';
import { serviceReportSchema } from '../report/service-report.ts';
import { arbitrarySnapshot } from '../snapshot/bundle/arbitrary-snapshot.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Analysis } from './analysis.ts';
import { analyze } from './analyze.ts';
import { reportCluster } from './report-cluster.ts';
import { reportService } from './report-service.ts';
import { arbitraryWorld } from './testing/arbitrary-world.ts';

/** More of them: RANDOM_BUNDLES=5000 npx vitest run lib/analysis/random-bundles.test.ts */
const RUNS = Math.max(200, Number(process.env.RANDOM_BUNDLES ?? 0));
const TOLERANCE = 1e-9;

/** No two Services of a cluster have one uid. */
function valid(snapshot: Snapshot): Snapshot {
  const { services } = snapshot.kubernetes;
  const once = services?.filter(({ uid }, index) => services.findIndex((other) => other.uid === uid) === index);
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, services: once ?? null } };
}

/** What fits together, and what need not. */
const worlds = arbitraryWorld();
const snapshots = fc.oneof(worlds, arbitrarySnapshot().map(valid));

function reportsOf(analysis: Analysis): readonly ServiceReport[] {
  return [...analysis.services.values()].map(({ model }) => {
    const report = reportService(analysis, model.service);
    if (report === null) throw new Error(`${model.key} is analyzed and not reported`);
    return report;
  });
}

const check = (holds: (snapshot: Snapshot) => void, of: fc.Arbitrary<Snapshot> = snapshots): void =>
  fc.assert(fc.property(of, holds), { numRuns: RUNS });

function isWhole({ nodes, pods, lostShare }: Pick<PolicyReport, 'nodes' | 'pods' | 'lostShare'>): boolean {
  const entering = nodes.reduce((sum, { share }) => sum + share, 0);
  const ending = pods.reduce((sum, { share }) => sum + share, 0);
  const isEntering = Math.abs(entering) < TOLERANCE || Math.abs(entering - 1) < TOLERANCE;
  return isEntering && Math.abs(ending + lostShare - 1) < TOLERANCE;
}

/** The lists of a part the other way round. */
const turned = <T extends object>(part: T): T =>
  // Only lists change, and they stay lists of the same things.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, Array.isArray(value) ? value.toReversed() : value]),
  ) as T;

/** Nothing may come from the order in which a server gave objects, endpoints, or parts of a load balancer. */
function reversed(snapshot: Snapshot): Snapshot {
  const azure = turned(snapshot.azure);
  const kubernetes = turned(snapshot.kubernetes);
  return {
    ...snapshot,
    azure: { ...azure, loadBalancers: azure.loadBalancers?.map(turned) ?? null },
    kubernetes: { ...kubernetes, endpointSlices: kubernetes.endpointSlices?.map(turned) ?? null },
  };
}

/** ARM answers with ids in any letter case; references to them are in another one. */
function shouted(snapshot: Snapshot): Snapshot {
  const loadBalancers = snapshot.azure.loadBalancers?.map((balancer) => ({
    ...balancer,
    rules: balancer.rules.map((rule) => ({
      ...rule,
      poolIds: rule.poolIds.map((id) => id.toUpperCase()),
      frontendId: rule.frontendId?.toUpperCase() ?? null,
      probeId: rule.probeId?.toUpperCase() ?? null,
    })),
  }));
  return { ...snapshot, azure: { ...snapshot.azure, loadBalancers: loadBalancers ?? null } };
}

const sorted = (values: readonly string[]): readonly string[] => values.toSorted((a, b) => a.localeCompare(b));

/** What is told of each Service: state, shares, verdicts and findings, in an order of their own. */
function toldOf(snapshot: Snapshot): readonly string[] {
  const analysis = analyze(snapshot);
  const lines = reportsOf(analysis).flatMap(({ namespace, name, status, policies, verdicts }) => {
    const of = `${namespace}/${name}`;
    const shares = Object.entries(policies).flatMap(([policy, { nodes, lostShare }]) => [
      `${of} ${policy} lost ${lostShare.toFixed(9)}`,
      ...nodes.map(
        (node) => `${of} ${policy} ${node.name} ${node.share.toFixed(9)} ${node.expectedProbe} ${node.forwards}`,
      ),
    ]);
    return [`${of} ${status}`, ...shares, ...verdicts.map((row) => `${of} ${row.rule} ${row.node} ${row.verdict}`)];
  });
  const codes = analysis.findings.map(({ code, service }) => `${code} ${service?.namespace}/${service?.name}`);
  return [...sorted(lines), ...sorted(codes)];
}

describe('any bundle', () => {
  it('is analyzed, and reported in the form of the contract', () => {
    check((snapshot) => {
      const analysis = analyze(snapshot);
      reportSchema.parse(reportCluster(analysis));
      for (const report of reportsOf(analysis)) serviceReportSchema.parse(report);
    });
  });

  it('gives pods, and what is lost, all of what comes in', () => {
    let entering = 0;
    check((snapshot) => {
      for (const { namespace, name, policies } of reportsOf(analyze(snapshot)))
        for (const [policy, told] of Object.entries(policies))
          for (const one of [told, ...told.variants]) {
            expect(isWhole(one), `${namespace}/${name} ${policy}`).toBe(true);
            if (one.lostShare < 1) entering++;
          }
    });
    expect(entering).toBeGreaterThan(RUNS / 2);
  });

  it('counts as many nodes of each verdict as it lists', () => {
    check((snapshot) => {
      const analysis = analyze(snapshot);
      for (const { state, model } of analysis.services.values()) {
        const first = model.ports[0]?.ruleName;
        const listed: Record<string, number> = {};
        for (const { rule, verdict } of reportService(analysis, model.service)?.verdicts ?? [])
          if (rule === first) listed[verdict] = (listed[verdict] ?? 0) + 1;
        expect(state.verdictCounts, model.key).toEqual(listed);
      }
    });
  });

  it('means the same whatever the order of its lists', () => {
    check((snapshot) => {
      expect(toldOf(reversed(snapshot))).toEqual(toldOf(snapshot));
    }, worlds);
  });

  it('means the same whatever the letter case of ids that refer to others', () => {
    check((snapshot) => {
      expect(toldOf(shouted(snapshot))).toEqual(toldOf(snapshot));
    });
  });
});
