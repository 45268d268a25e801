import { describe, expect, test } from 'vitest';
import { analyze } from '../lib/analysis/analyze.ts';
import { kindOfCode } from '../lib/analysis/findings/all-rules.ts';
import { reportService } from '../lib/analysis/report-service.ts';
import { parsePod } from '../lib/snapshot/wire/parse-pod.ts';
import type { ClusterSize } from './cluster/cluster-size.ts';
import { generateCluster } from './generate-cluster.ts';
import { readSnapshot } from './raw-snapshot.ts';

const small: ClusterSize = { nodes: 60, services: 30, endpoints: 400, pods: 800, imagesPerNode: 2 };

function printed(seed: number): string {
  const { pods, ...lists } = generateCluster(small, seed);
  return JSON.stringify([lists, [...pods()]]);
}

describe('a generated cluster', () => {
  test('is the same for the same seed and another for another seed', () => {
    expect(printed(7)).toBe(printed(7));
    expect(printed(7)).not.toBe(printed(8));
  });

  test('has the size that was asked for, with at most 100 endpoints in a slice', () => {
    const cluster = generateCluster(small, 7);
    const inSlices = cluster.endpointSlices.map((slice) => slice.endpoints?.length ?? 0);
    expect(cluster.nodes).toHaveLength(small.nodes);
    expect(cluster.services).toHaveLength(small.services);
    expect(inSlices.reduce((sum, count) => sum + count, 0)).toBe(small.endpoints);
    expect(Math.max(...inSlices)).toBeLessThanOrEqual(100);
    expect([...cluster.pods()]).toHaveLength(small.pods);
  });

  test('gives each pod an address of its own', () => {
    const cluster = generateCluster(small, 7);
    const addresses = [...cluster.pods()].map((pod) => {
      const parsed = parsePod(pod);
      return parsed.ok ? parsed.value.podIPs[0] : null;
    });
    expect(new Set(addresses).size).toBe(small.pods);
  });

  test('is read by the wire parsers without a problem', () => {
    const cluster = generateCluster(small, 7);
    const { snapshot, problems } = readSnapshot(cluster);
    expect(problems).toEqual([]);
    expect([...cluster.pods()].map(parsePod).filter((parsed) => !parsed.ok)).toEqual([]);
    expect(snapshot.kubernetes.services).toHaveLength(small.services);
    expect(snapshot.azure.loadBalancers?.map((each) => each.name)).toEqual(['kubernetes', 'kubernetes-internal']);
  });

  test('is what the cloud controller would make of it: no finding speaks of a fault', () => {
    const { snapshot } = readSnapshot(generateCluster(small, 7));
    const { findings } = analyze(snapshot);
    expect(findings.filter((finding) => kindOfCode(finding.code) === 'fault')).toEqual([]);
    expect(new Set(findings.map((finding) => finding.code))).toContain('unrelated-nodes-in-path');
  });

  test('serves every connection of every Service', () => {
    const { snapshot } = readSnapshot(generateCluster(small, 7));
    const analysis = analyze(snapshot);
    for (const { namespace, name } of snapshot.kubernetes.services ?? []) {
      const report = reportService(analysis, { namespace, name });
      expect(report?.policies[report.externalTrafficPolicy].lostShare).toBe(0);
      expect(report?.rules.every((rule) => rule.state === 'present')).toBe(true);
    }
  });
});
