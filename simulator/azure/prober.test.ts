import { describe, expect, it } from 'vitest';
import { applyAction } from '../actions/apply-action.ts';
import { ruleAt } from '../dataplane/connect.ts';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { addressOf, deployment, loadBalancerService, START_AT, smallCluster } from '../testing/small-cluster.ts';
import { membersHealth } from './member-health.ts';

const manifests = (annotations: object = {}) => [
  deployment('web', { replicas: 1 }),
  loadBalancerService('local', 'web', { externalTrafficPolicy: 'Local' }, annotations),
];

const healthOf = (world: World, node: string, service = 'local') => {
  const found = ruleAt(world, addressOf(world, service), 'TCP', 80);
  return found === null
    ? undefined
    : membersHealth(world, found.lb, found.rule).find((one) => one.member.nodeName === node);
};

const hostOf = (world: World): string =>
  world.store.list('pods').find((pod) => pod.metadata.labels?.app === 'web')?.spec.nodeName ?? '';

/** Seconds until a member turns down, and every reason on the way. */
function untilDown(world: World, node: string): { seconds: number; reasons: string[] } {
  const from = world.now;
  const reasons: string[] = [];
  for (;;) {
    const health = healthOf(world, node);
    if (health !== undefined && health.reason !== reasons.at(-1)) reasons.push(health.reason);
    if (health?.state === 'Down') return { seconds: (world.now - from) / 1000, reasons };
    if (world.now > from + 300_000) throw new Error('never turned down');
    advance(world, world.now + 250);
  }
}

const started = (annotations?: object): { world: World; node: string } => {
  const world = smallCluster(manifests(annotations));
  advance(world, START_AT + 20_000);
  return { world, node: hostOf(world) };
};

describe('the prober', () => {
  it('turns a member down 5 to 10 s after a refusal, over the approaching state', () => {
    const { world, node } = started();
    applyAction(world, { do: 'kube-proxy', node, state: 'stopped' });
    const { seconds, reasons } = untilDown(world, node);
    expect(seconds).toBeGreaterThanOrEqual(5);
    expect(seconds).toBeLessThanOrEqual(10.25);
    expect(reasons).toEqual([
      'Up_Probe_Success',
      'Up_Probe_ApproachingUnhealthyThreshold',
      'Down_Probe_HttpEndpointUnreachable',
    ]);
  });

  it('needs an interval more when nothing answers at all', () => {
    const { world, node } = started();
    applyAction(world, { do: 'kill', node, how: 'hang' });
    const { seconds, reasons } = untilDown(world, node);
    expect(seconds).toBeGreaterThanOrEqual(10);
    expect(seconds).toBeLessThanOrEqual(15.25);
    expect(reasons.at(-1)).toBe('Down_Probe_HttpNoResponse');
  });

  it('takes interval and threshold from the Service', () => {
    const prefix = 'service.beta.kubernetes.io/azure-load-balancer-health-probe-';
    const { world, node } = started({ [`${prefix}interval`]: '10', [`${prefix}num-of-probe`]: '4' });
    applyAction(world, { do: 'kube-proxy', node, state: 'stopped' });
    const { seconds } = untilDown(world, node);
    expect(seconds).toBeGreaterThanOrEqual(30);
    expect(seconds).toBeLessThanOrEqual(40.25);
  });

  it('takes as many successes to come back, over the approaching state', () => {
    const { world, node } = started();
    applyAction(world, { do: 'kube-proxy', node, state: 'stopped' });
    advance(world, world.now + 30_000);
    applyAction(world, { do: 'kube-proxy', node, state: 'running' });
    const reasons = new Set<string>();
    for (let tick = 0; tick < 44; tick++) {
      advance(world, world.now + 250);
      reasons.add(healthOf(world, node)?.reason ?? '');
    }
    expect([...reasons]).toEqual([
      'Down_Probe_HttpEndpointUnreachable',
      'Down_Probe_ApproachingHealthyThreshold',
      'Up_Probe_Success',
    ]);
  });

  it('is overruled by an administrator and by the platform', () => {
    const { world, node } = started();
    applyAction(world, {
      do: 'portal-edit',
      loadBalancer: 'kubernetes',
      of: 'member',
      name: node,
      set: { adminState: 'Down' },
    });
    expect(healthOf(world, node)).toMatchObject({ state: 'Down', reason: 'Down_Admin' });
    applyAction(world, {
      do: 'portal-edit',
      loadBalancer: 'kubernetes',
      of: 'member',
      name: node,
      set: { adminState: 'None' },
    });
    applyAction(world, { do: 'platform', node, state: 'down' });
    expect(healthOf(world, node)).toMatchObject({ state: 'Down', reason: 'Down_Platform' });
  });

  it('calls everything up when all are down and the probe says so', () => {
    const { world, node } = started();
    const set = { noHealthyBackends: 'AllProbedUp' };
    applyAction(world, { do: 'portal-edit', loadBalancer: 'kubernetes', of: 'probe', name: 'service:shop/local', set });
    applyAction(world, { do: 'scale', workload: 'shop/web', replicas: 0 });
    advance(world, world.now + 60_000);
    expect(healthOf(world, node)).toMatchObject({ state: 'Up', reason: 'Up_Probe_AllDownIsUp' });
  });

  it('says nothing of a stopped machine', () => {
    const { world, node } = started();
    applyAction(world, { do: 'kill', node, how: 'deallocate' });
    expect(healthOf(world, node)).toMatchObject({ state: null, reason: '' });
  });
});
