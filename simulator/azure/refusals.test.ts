import { describe, expect, it } from 'vitest';
import { applyAction } from '../actions/apply-action.ts';
import { playConnections } from '../dataplane/play-connections.ts';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { addressOf, deployment, loadBalancerService, START_AT, smallCluster } from '../testing/small-cluster.ts';

const reasonsOf = (world: World, service: string): readonly string[] =>
  world.store
    .list('events')
    .filter((event) => event.involvedObject.kind === 'Service' && event.involvedObject.name === service)
    .map((event) => event.reason ?? '');

const rulesOf = (world: World): number =>
  [...world.cloud.loadBalancers.values()].reduce((sum, { rules }) => sum + rules.length, 0);

describe('a Service without node ports', () => {
  const without = { allocateLoadBalancerNodePorts: false };

  it('is refused where a probe would ask port 0', () => {
    const world = smallCluster([deployment('web'), loadBalancerService('web', 'web', without)]);
    expect(reasonsOf(world, 'web')).toContain('SyncLoadBalancerFailed');
    expect([rulesOf(world), addressOf(world, 'web')]).toEqual([0, '']);
  });

  it.each([
    ['Local', { ...without, externalTrafficPolicy: 'Local' }, {}],
    ['the shared probe', without, { healthProbeMode: 'shared' }],
  ])('works with %s, which needs none', (_what, spec, cluster) => {
    const world = smallCluster([deployment('web'), loadBalancerService('web', 'web', spec)], cluster);
    expect(reasonsOf(world, 'web')).not.toContain('SyncLoadBalancerFailed');
    expect(rulesOf(world)).toBe(1);
  });

  it('is not said to be well again because nodes changed', () => {
    const world = smallCluster([deployment('web'), loadBalancerService('web', 'web', without)]);
    advance(world, START_AT + 10_000);
    applyAction(world, { do: 'add-node', pool: 'apps', count: 1 });
    advance(world, START_AT + 200_000);
    expect(reasonsOf(world, 'web')).not.toContain('UpdatedLoadBalancer');
  });
});

describe('source ranges of a Service with two families', () => {
  const ranges = ['203.0.112.0/20', '2001:db8::/32'];
  const dual = { ipFamilyPolicy: 'RequireDualStack' };

  const answered = (spec: object, annotations: object = {}): readonly number[] => {
    const world = smallCluster([deployment('web'), loadBalancerService('web', 'web', spec, annotations)], {
      ipFamilies: ['IPv4', 'IPv6'],
    });
    const ingress = world.store.get('services', 'shop/web')?.status.loadBalancer.ingress ?? [];
    return ingress.map(({ ip = '' }) => {
      const request = { frontendIp: ip, port: 80, protocol: 'TCP', connections: 100, clients: 50, seed: 1 } as const;
      return playConnections(world, request).answered;
    });
  };

  it('let in the clients of both, with floating IP and without', () => {
    expect(answered({ ...dual, loadBalancerSourceRanges: ranges })).toEqual([100, 100]);
    const annotations = { 'service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip': 'true' };
    expect(answered({ ...dual, loadBalancerSourceRanges: ranges }, annotations)).toEqual([100, 100]);
  });

  it('of one family open nothing for the other: no security rule is written for it', () => {
    expect(answered({ ...dual, loadBalancerSourceRanges: ranges.slice(0, 1) })).toEqual([100, 0]);
  });

  it('are written in rules of their own family', () => {
    const world = smallCluster(
      [deployment('web'), loadBalancerService('web', 'web', { ...dual, loadBalancerSourceRanges: ranges })],
      { ipFamilies: ['IPv4', 'IPv6'] },
    );
    const rules = [...world.cloud.securityGroups.values()].flatMap((group) => group.rules);
    const own = rules.filter(({ name }) => name.startsWith('k8s-azure-lb_allow'));
    expect(own.map(({ sources }) => sources)).toEqual([['203.0.112.0/20'], ['2001:db8::/32']]);
  });
});
