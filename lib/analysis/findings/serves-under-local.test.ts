import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const spot = { 'kubernetes.azure.com/scalesetpriority': 'spot' };
const ports = [
  { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53, nodePort: 30_053, appProtocol: null },
] as const;

/** A spot node without a pod, and a port that nothing probes: three findings that know policy Local as a way out. */
const world = (...nodes: readonly (string | null)[]): Snapshot =>
  editNode(
    webWorld(
      { ports },
      4,
      nodes.map((node) => ({ node })),
    ),
    'n3',
    { labels: spot },
  );
const offersOf = (snapshot: Snapshot, code: string): string =>
  JSON.stringify(found(snapshot, code).map(({ fix }) => [fix.patch, fix.commands]));

describe.each(['unrelated-nodes-in-path', 'spot-nodes-in-path', 'rule-without-probe'])('the way out of %s', (code) => {
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
});

it('nodes without a pod are no accident where no pod is on a node at all', () => {
  expect(found(world(null, null), 'unrelated-nodes-in-path')).toEqual([]);
});
