import { describe, expect, it } from 'vitest';
import { readFixture } from '../../../fixtures/read-fixture.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { found } from '../testing/found.ts';

const code = 'multi-slb-pool-lag';
const { snapshot: recorded } = await readFixture('controller/multislb/local');
const now = Date.parse(recorded.takenAt);

/** The own pool of the Service without its first member, whose pods have been ready for so long. */
function late(readySeconds: number): Snapshot {
  const service = recorded.kubernetes.services?.[0];
  if (service === undefined) throw new Error('the recording has no Service');
  const own = `${service.namespace}-${service.name}`.toLowerCase();
  const readyChangedAt = new Date(now - readySeconds * 1000).toISOString();
  const addresses = new Set(
    (recorded.azure.loadBalancers ?? []).flatMap((lb) => {
      const first = lb.pools.find((pool) => pool.name === own)?.members[0];
      return first?.kind === 'ip' ? [first.ipAddress] : [];
    }),
  );
  const loadBalancers = (recorded.azure.loadBalancers ?? []).map((lb) => ({
    ...lb,
    pools: lb.pools.map((pool) => {
      if (pool.name !== own) return pool;
      const members = pool.members.filter((member) => member.kind !== 'ip' || !addresses.has(member.ipAddress));
      return { ...pool, members };
    }),
  }));
  const pods = (recorded.kubernetes.pods ?? []).map((pod) => ({ ...pod, createdAt: readyChangedAt, readyChangedAt }));
  return {
    ...recorded,
    azure: { ...recorded.azure, loadBalancers },
    kubernetes: { ...recorded.kubernetes, pods },
  };
}

describe('multi-slb-pool-lag', () => {
  it('says nothing of what the real controller made', () => {
    expect(found(recorded, code)).toEqual([]);
  });

  it('tells of a node whose pods have been ready for a minute', () => {
    const [finding] = found(late(60), code);
    expect(finding?.severity).toBe('medium');
    expect(finding?.title).toMatch(/^1 node with ready pods of .* not in pool /);
  });

  it('gives the controller that minute', () => {
    expect(found(late(59), code)).toEqual([]);
    const [entry] = analyze(late(59)).services.values();
    expect(entry?.model.reconsiderAt).toBe(now + 1000);
  });

  it('says nothing of a node that may not be in any pool', () => {
    const world = late(600);
    const nodes = (world.kubernetes.nodes ?? []).map((node) => ({
      ...node,
      labels: { ...node.labels, 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' },
    }));
    expect(found({ ...world, kubernetes: { ...world.kubernetes, nodes } }, code)).toEqual([]);
  });
});
