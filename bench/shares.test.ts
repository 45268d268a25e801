import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../lib/analysis/analyze.ts';
import { reportService } from '../lib/analysis/report-service.ts';
import type { PolicyReport, PolicyVariant } from '../lib/report/policy-report.ts';
import type { ServiceReport } from '../lib/report/service-report.ts';
import { arbitraryWorld } from './play/arbitrary-world.ts';
import { rawWorld, type WrittenWorld } from './play/raw-world.ts';
import { shuffledWorld } from './play/shuffled-world.ts';
import type { WorldSpec } from './play/world-spec.ts';
import { type PlayedConnection, playConnections } from './play-connections.ts';
import { readSnapshot } from './raw-snapshot.ts';
import type { WireServicePort } from './wire/kubernetes-objects.ts';

const runs = { numRuns: 300, seed: 20_261_121 };
const COUNT = 2_000;
const POLICIES = ['Cluster', 'Local'] as const;

function reportOf(world: WrittenWorld): ServiceReport {
  const { snapshot, problems } = readSnapshot(world);
  expect(problems).toEqual([]);
  const report = reportService(analyze(snapshot), { namespace: 'shop', name: 'web' });
  if (report === null) throw new Error('Service shop/web is not in the report');
  return report;
}

type PortShares = Omit<PolicyReport, 'variants'> | PolicyVariant;

/** The report has one entry for the first port and one for each port that differs from it. */
function sharesOf(policy: PolicyReport, port: WireServicePort): PortShares {
  return policy.variants.find((each) => each.port === port.port && each.protocol === port.protocol) ?? policy;
}

function sum(items: readonly { readonly share: number }[]): number {
  return items.reduce((total, item) => total + item.share, 0);
}

describe('shares of new connections, against connections played one by one', () => {
  test('nodes forward and answer probes as played, under the configured policy and under the other', () => {
    fc.assert(
      fc.property(arbitraryWorld, (spec) => {
        forEachPort(spec, (world, port, shares) => {
          const played = playConnections(world, world.service, port, { count: 0, seed: 0 });
          const reported = shares.nodes
            .filter((node) => played.nodes.has(node.name))
            .map(
              ({ name, inPool, expectedProbe, forwards }) =>
                [name, { inPool, probe: expectedProbe, forwards }] as const,
            );
          expect(new Map(reported)).toEqual(played.nodes);
        });
      }),
      runs,
    );
  });

  test('shares of nodes sum to 1 over the rotation, shares of pods to what is not lost', () => {
    fc.assert(
      fc.property(arbitraryWorld, (spec) => {
        const report = reportOf(rawWorld(spec));
        for (const policy of POLICIES) {
          for (const part of [report.policies[policy], ...report.policies[policy].variants]) {
            const entered = sum(part.nodes);
            expect(entered === 0 ? part.lostShare : entered).toBeCloseTo(1, 9);
            expect(sum(part.pods)).toBeCloseTo(1 - part.lostShare, 9);
            for (const item of [...part.nodes, ...part.pods]) expect(item.share).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      runs,
    );
  });

  test('connections enter, land and cross nodes as computed, within 5 standard deviations', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), (spec, seed) => {
        forEachPort(spec, (world, port, shares) => {
          const { connections } = playConnections(world, world.service, port, { count: COUNT, seed });
          expectClose(connections, (each) => each.landed === null, shares.lostShare);
          expectClose(
            connections,
            ({ entry, chosen }) => chosen !== null && chosen.node !== entry,
            shares.crossNodeShare,
          );
          for (const pod of shares.pods) expectClose(connections, (each) => each.landed === pod.ip, pod.share);
          for (const node of shares.nodes) {
            const stranger = !world.nodes.some((each) => each.metadata.name === node.name);
            if (!stranger) expectClose(connections, (each) => each.entry === node.name, node.share);
          }
        });
      }),
      { ...runs, numRuns: 150 },
    );
  });

  test('losing a node costs the connections that touch it, then those that end on it', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), (spec, seed) => {
        forEachPort(spec, (world, port, shares) => {
          const before = playConnections(world, world.service, port, { count: COUNT, seed }).connections;
          for (const loss of shares.blastRadius.slice(0, 3)) {
            if (!world.nodes.some((each) => each.metadata.name === loss.node)) continue;
            const endsThere = (each: PlayedConnection): boolean => each.chosen?.node === loss.node;
            expectClose(before, (each) => each.entry === loss.node || endsThere(each), loss.atRiskWhileProbed);
            if (before.every((each) => each.entry === null)) continue;
            const after = playConnections(world, world.service, port, { count: COUNT, seed, without: loss.node });
            const lost = (each: PlayedConnection): boolean => each.entry === null || endsThere(each);
            expectClose(after.connections, lost, loss.atRiskUntilEndpointsRemoved);
          }
        });
      }),
      { ...runs, numRuns: 150 },
    );
  });

  test('what a switch of policy would do is what it does', () => {
    fc.assert(
      fc.property(arbitraryWorld, (spec) => {
        const other = spec.policy === 'Cluster' ? 'Local' : 'Cluster';
        const predicted = reportOf(rawWorld(spec)).policies[other];
        const switched = reportOf(rawWorld({ ...spec, policy: other })).policies[other];
        expect(predicted).toEqual(switched);
      }),
      runs,
    );
  });

  test('the order of objects and the letter case of ids never matter', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), (spec, seed) => {
        const world = rawWorld(spec);
        expect(inOrder(reportOf(shuffledWorld(world, seed)))).toEqual(inOrder(reportOf(world)));
      }),
      runs,
    );
  });
});

/** Lists whose order is the order of the input are compared as sets; sums may differ in the last bit. */
function inOrder(report: ServiceReport): unknown {
  const text = JSON.stringify(report, (_, value: unknown) => {
    if (typeof value === 'number') return Number(value.toPrecision(12));
    if (!Array.isArray(value)) return value;
    const items: readonly unknown[] = value;
    return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  });
  return JSON.parse(text);
}

/** Under both policies, for each port: the world as it would be, and what the report says of it. */
function forEachPort(
  spec: WorldSpec,
  check: (world: WrittenWorld, port: WireServicePort, shares: PortShares) => void,
): void {
  const report = reportOf(rawWorld(spec));
  for (const policy of POLICIES) {
    const world = rawWorld({ ...spec, policy });
    for (const port of world.service.spec.ports) check(world, port, sharesOf(report.policies[policy], port));
  }
}

function expectClose(
  connections: readonly PlayedConnection[],
  counts: (connection: PlayedConnection) => boolean,
  share: number,
): void {
  const seen = connections.filter(counts).length;
  const tolerance = 5 * Math.sqrt(COUNT * share * (1 - share)) + 1e-6;
  expect(Math.abs(seen - COUNT * share)).toBeLessThanOrEqual(tolerance);
}
