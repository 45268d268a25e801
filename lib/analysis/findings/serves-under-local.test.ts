import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const spot = { 'kubernetes.azure.com/scalesetpriority': 'spot' };
const ports = [
  { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53, nodePort: 30_053, appProtocol: null },
] as const;

const taints = [{ key: 'ToBeDeletedByClusterAutoscaler', value: '1795225465', effect: 'NoSchedule', addedAt: null }];

/**
 * A spot node without a pod that leaves, and a port that nothing probes: four findings that know policy Local as a
 * way out.
 */
const world = (...nodes: readonly (string | null)[]): Snapshot =>
  editNode(
    webWorld(
      { ports },
      4,
      nodes.map((node) => ({ node })),
    ),
    'n3',
    { labels: spot, taints },
  );
const offersOf = (snapshot: Snapshot, code: string): string =>
  JSON.stringify(found(snapshot, code).map(({ fix }) => [fix.patch, fix.commands]));

describe.each(['unrelated-nodes-in-path', 'spot-nodes-in-path', 'rule-without-probe', 'departing-node-in-rotation'])(
  'the way out of %s',
  (code) => {
    it('is policy Local where pods on nodes would serve', () => {
      expect(offersOf(world('n0', 'n1'), code)).toContain('externalTrafficPolicy');
    });

    it('is not policy Local where an endpoint has no node: it would get nothing any more', () => {
      expect(offersOf(world('n0', null), code)).not.toContain('externalTrafficPolicy');
      expect(offersOf(world(null), code)).not.toContain('externalTrafficPolicy');
    });

    it('is not policy Local where no node would serve', () => {
      expect(offersOf(world(), code)).not.toContain('externalTrafficPolicy');
    });
  },
);

it('where Local is no way out for a leaving node, its text does not name it', () => {
  const textOf = (snapshot: Snapshot) => found(snapshot, 'departing-node-in-rotation')[0]?.fix.text;
  expect(textOf(world('n0', 'n1'))).toContain('policy Local');
  expect(textOf(world('n0', null))).toContain('shared probe mode');
  expect(textOf(world('n0', null))).not.toContain('Local');
});

it('nodes without a pod are no accident where no pod is on a node at all', () => {
  expect(found(world(null, null), 'unrelated-nodes-in-path')).toEqual([]);
});
