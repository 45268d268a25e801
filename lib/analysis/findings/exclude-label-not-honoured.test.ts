import { describe, expect, it } from 'vitest';
import { readFixture } from '../../../fixtures/read-fixture.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editBalancer, editNode } from '../testing/edit.ts';
import { ago, found, withEvents } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { NOW } from '../testing/world.ts';

const code = 'exclude-label-not-honoured';
const LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers';

function labelled(snapshot: Snapshot, node: string, labels: Readonly<Record<string, string>>): Snapshot {
  const before = snapshot.kubernetes.nodes?.find(({ name }) => name === node)?.labels ?? {};
  return editNode(snapshot, node, { labels: { ...before, ...labels } });
}

const withoutMember = (snapshot: Snapshot, index: number): Snapshot =>
  editBalancer(snapshot, (balancer) => ({
    ...balancer,
    pools: balancer.pools.map((pool) => ({ ...pool, members: pool.members.filter((_, at) => at !== index) })),
  }));

describe('exclude-label-not-honoured', () => {
  it('names pool, node, label and what the node still takes', () => {
    const [finding] = found(labelled(webWorld(), 'n1', { [LABEL]: 'true' }), code);
    expect(finding?.severity).toBe('medium');
    expect(finding?.title).toBe('1 node that is to be kept out of load balancers in pool kubernetes/kubernetes: n1');
    expect(finding?.impact).toContain('They take up to 33.3 % of the new connections of 1 rule');
    expect(finding?.evidence[0]?.text).toContain(LABEL);
  });

  it('knows every value of the label, and the other label, as the controller does for network interfaces', () => {
    expect(found(labelled(webWorld(), 'n1', { [LABEL]: 'false' }), code)).toHaveLength(1);
    expect(found(labelled(webWorld(), 'n1', { 'kubernetes.azure.com/managed': 'false' }), code)).toHaveLength(1);
  });

  it('says that the controller never empties a pool', () => {
    const all = ['n0', 'n1', 'n2'].reduce((snapshot, node) => labelled(snapshot, node, { [LABEL]: '' }), webWorld());
    expect(found(all, code)[0]?.fix.text).toContain('The controller never empties a pool');
  });

  it('tells that a node which hosts nothing gets nothing under Local', () => {
    const local = webWorld({ externalTrafficPolicy: 'Local' }, 3, [{ node: 'n0' }]);
    expect(found(labelled(local, 'n1', { [LABEL]: 'true' }), code)[0]?.impact).toContain('None now');
  });

  it('leaves the own pool of a Local Service alone, which follows its endpoints', async () => {
    const { snapshot } = await readFixture('controller/multislb/mixed');
    const later = { ...snapshot, takenAt: new Date(Date.parse(snapshot.takenAt) + 3_600_000).toISOString() };
    const nodes = (later.kubernetes.nodes ?? []).map(({ name }) => name);
    const all = nodes.reduce((world, node) => labelled(world, node, { [LABEL]: 'true' }), later);
    const pools = found(all, code).flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'Pool'));
    expect(pools.length).toBeGreaterThan(0);
    expect(pools.filter(({ name }) => !name.endsWith('/kubernetes'))).toEqual([]);
  });

  it.each([
    ['nodes without the label', webWorld()],
    ['a node that is not in the pool', withoutMember(labelled(webWorld(), 'n1', { [LABEL]: 'true' }), 1)],
    [
      'a node that just joined',
      editNode(labelled(webWorld(), 'n1', { [LABEL]: 'true' }), 'n1', { createdAt: ago(200) }),
    ],
    [
      'a pool whose Service is being synced',
      withEvents(labelled(webWorld(), 'n1', { [LABEL]: 'true' }), [{ reason: 'EnsuringLoadBalancer', lastAt: NOW }]),
    ],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });
});
