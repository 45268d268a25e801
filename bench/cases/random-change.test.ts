import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reanalyze } from '../../lib/analysis/reanalyze.ts';
import { reportCluster } from '../../lib/analysis/report-cluster.ts';
import { seededRandom } from '../cluster/seeded-random.ts';
import { generateCluster } from '../generate-cluster.ts';
import { readSnapshot } from '../raw-snapshot.ts';
import { changeEndpoint, changeNode } from './random-change.ts';

const size = { nodes: 40, services: 20, endpoints: 200, pods: 200, imagesPerNode: 0 };

describe('following changes in a generated cluster', () => {
  test.each([
    ['endpoints', changeEndpoint],
    ['nodes', changeNode],
  ] as const)('after any number of changes of %s the answer is that of a cold analysis', (_, change) => {
    const random = seededRandom(5);
    let analysis: Analysis = analyze(readSnapshot(generateCluster(size, 5)).snapshot);
    for (let round = 0; round < 3; round++) {
      for (let number = 0; number < 20; number++) {
        const { snapshot, delta } = change(analysis.snapshot, random);
        analysis = reanalyze(analysis, snapshot, delta);
      }
      expect(reportCluster(analysis)).toEqual(reportCluster(analyze(analysis.snapshot)));
    }
  });
});
