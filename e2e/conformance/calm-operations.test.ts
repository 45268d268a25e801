import { describe, expect, it } from 'vitest';
import type { ActionInput } from '../../simulator/actions/action.ts';
import { loadBalancerService } from '../../simulator/testing/small-cluster.ts';
import { playMoments } from './testing/play-moments.ts';

/** What was true so shortly before or after may still, or already, be told. */
const NEAR_SECONDS = 24;

const interval = 'service.beta.kubernetes.io/azure-load-balancer-health-probe-interval';
const operations: Readonly<Record<string, ActionInput>> = {
  'a rollout': { do: 'restart', workload: 'shop/web' },
  'scaling up': { do: 'scale', workload: 'shop/web', replicas: 6 },
  'scaling down': { do: 'scale', workload: 'shop/web', replicas: 2 },
  'a drain': { do: 'drain', node: 'hosting:web' },
  'a drain of a node without its pods': { do: 'drain', node: 'pool:spot' },
  'an upgrade of the pool': { do: 'upgrade', pool: 'apps' },
  'new nodes': { do: 'add-node', pool: 'apps', count: 2 },
  'a cordoned node': { do: 'cordon', node: 'pool:apps' },
  'an empty node removed': { do: 'scale-down', node: 'pool:spot' },
  'another Service': { do: 'apply', manifest: loadBalancerService('next', 'web') },
  'another Service with policy Local': {
    do: 'apply',
    manifest: loadBalancerService('next', 'web', { externalTrafficPolicy: 'Local' }),
  },
  'the end of the Service': { do: 'delete', object: 'Service shop/web' },
  'another probe interval': { do: 'annotate', object: 'Service shop/web', annotations: { [interval]: '10' } },
};

const cases = (['Cluster', 'Local'] as const).flatMap((policy) =>
  Object.entries(operations).map(([name, action]) => ({ policy, name, action })),
);

describe.each(cases)('$name under $policy', ({ policy, action }) => {
  const moments = playMoments(policy, action);

  it('is called a fault only while connections are lost', () => {
    const invented = moments.filter(
      ({ seconds, told }) =>
        told.length > 0 &&
        !moments.some((other) => other.lost > 0 && Math.abs(other.seconds - seconds) <= NEAR_SECONDS),
    );
    expect(invented).toEqual([]);
  });

  it('loses no connections for longer than that without being told of', () => {
    const silent = moments.filter(({ seconds, lost }) => {
      if (lost < 0.02) return false;
      const near = moments.filter((other) => Math.abs(other.seconds - seconds) <= NEAR_SECONDS);
      return near.every((other) => other.told.length === 0) && near.filter((other) => other.lost >= 0.02).length > 2;
    });
    expect(silent).toEqual([]);
  });
});
