import { beforeAll, describe, expect, it } from 'vitest';
import { nodesInRotation, ruleAt } from './dataplane/connect.ts';
import { playConnections } from './dataplane/play-connections.ts';
import { advance } from './kernel/run-world.ts';
import type { World } from './kernel/world.ts';
import { buildScenario, loadScenario, scenarioNames } from './scenario.ts';

const START = Date.UTC(2026, 10, 21, 3);

const build = (name: string): World => {
  const scenario = loadScenario(name);
  return buildScenario(scenario, START, scenario.seed);
};

const at = (world: World, seconds: number): void => {
  advance(world, START + seconds * 1000);
};

const addressOf = (world: World, service: string): string =>
  world.store.get('services', service)?.status.loadBalancer.ingress?.[0]?.ip ?? '';

function play(world: World, service = 'ingress/gateway', port = 80) {
  const frontendIp = addressOf(world, service);
  return playConnections(world, { frontendIp, port, protocol: 'TCP', connections: 1_000, clients: 900, seed: 5 });
}

function rotation(world: World, service = 'ingress/gateway'): string[] {
  const found = ruleAt(world, addressOf(world, service), 'TCP', 80);
  return found === null ? [] : nodesInRotation(world, found);
}

/** The most connections out of 1,000 that were lost at any second of a span. */
function worstLoss(world: World, from: number, to: number, service?: string): number {
  let worst = 0;
  for (let second = from; second <= to; second++) {
    at(world, second);
    worst = Math.max(worst, 1_000 - play(world, service).answered);
  }
  return worst;
}

const edgeFailures = (world: World, from: number, to: number): number =>
  world.traffic.edge.filter(
    (entry) => entry.edgeStatus >= 520 && entry.startedAt >= START + from * 1000 && entry.startedAt < START + to * 1000,
  ).length;

describe('every scenario file', () => {
  const names = scenarioNames().filter((name) => name !== 'full-size');

  it.each(names)('%s opens, starts well and runs for its whole timeline', (name) => {
    const world = build(name);
    const last = Math.max(0, ...loadScenario(name).timeline.map((one) => one.at));
    at(world, last + 60);
    expect(world.journal.filter((entry) => entry.text.startsWith('not done'))).toEqual([]);
  });
});

describe('the stories', () => {
  it('healthy loses nothing', () => {
    const world = build('healthy');
    expect(worstLoss(world, 0, 60)).toBe(0);
    expect(rotation(world)).toHaveLength(3);
    expect(play(world, 'ingress/gateway-internal').answered).toBe(1_000);
  });

  it('spot evictions cost a share under Cluster and nothing after the switch to Local', () => {
    const world = build('spot-eviction-cluster');
    expect(worstLoss(world, 60, 110)).toBeGreaterThan(50);
    expect(worstLoss(world, 280, 480)).toBe(0);
    expect(edgeFailures(world, 60, 240)).toBeGreaterThan(0);
    expect(edgeFailures(world, 300, 480)).toBe(0);
  });

  it('uneven Local pods get 25, 25 and 50 percent', () => {
    const shares = Object.values(play(build('local-uneven')).byPod).map((count) => count / 1_000);
    for (const [index, expected] of [0.25, 0.25, 0.5].entries())
      expect(Math.abs((shares.sort()[index] ?? 0) - expected)).toBeLessThan(0.05);
  });

  it('empty nodes are out of rotation under Local and nothing is lost', () => {
    const world = build('local-empty-nodes');
    expect(rotation(world)).toHaveLength(3);
    expect(world.store.count('nodes')).toBe(12);
    expect(play(world).answered).toBe(1_000);
  });

  it('without ready pods nothing is answered and no node is up', () => {
    const world = build('no-ready-pods');
    at(world, 80);
    for (const service of ['ingress/gateway', 'ingress/gateway-local']) {
      expect(play(world, service).answered).toBe(0);
      expect(rotation(world, service)).toEqual([]);
    }
  });

  it('a rollout loses connections without preStop and none with it', () => {
    expect(worstLoss(build('rollout-without-prestop'), 30, 90)).toBeGreaterThan(150);
    expect(worstLoss(build('rollout-with-prestop'), 30, 150)).toBe(0);
  });

  it('appProtocol with an application that answers 404 takes everything down', () => {
    const world = build('probe-path-404');
    expect(play(world).answered).toBe(1_000);
    at(world, 60);
    expect(rotation(world)).toEqual([]);
    expect(world.cloud.loadBalancers.get('kubernetes')?.probes[0]).toMatchObject({ protocol: 'Http', path: '/' });
  });

  it('a security rule that meets the probe takes everything down', () => {
    const world = build('nsg-blocks-probe');
    at(world, 60);
    expect([rotation(world), rotation(world, 'ingress/gateway-cluster')]).toEqual([[], []]);
  });

  it('a stale member is in the pool and never up', () => {
    const world = build('stale-pool-member');
    at(world, 60);
    const members = world.cloud.loadBalancers
      .get('kubernetes')
      ?.pools.find((pool) => pool.name === 'kubernetes')?.members;
    expect(members).toHaveLength(6);
    expect(rotation(world)).toHaveLength(5);
  });

  it('a NetworkPolicy shuts the door while every probe of Local stays green', () => {
    const world = build('network-policy-blocks');
    at(world, 90);
    expect(play(world, 'ingress/gateway-local').answered).toBe(0);
    expect(rotation(world, 'ingress/gateway-local')).toHaveLength(3);
    expect(rotation(world).length).toBeLessThan(5);
  });

  it('a portal edit breaks its Service and is not repaired', () => {
    const world = build('portal-drift');
    at(world, 200);
    expect(rotation(world)).toEqual([]);
    expect(play(world, 'ingress/shop').answered).toBe(0);
    expect(rotation(world, 'ingress/shop')).toHaveLength(5);
  });

  it('a shared address serves two Services and refuses the third', () => {
    const world = build('shared-ip-conflict');
    expect(play(world, 'ingress/web').answered).toBe(1_000);
    expect(play(world, 'ingress/tls', 443).answered).toBe(1_000);
    expect(addressOf(world, 'ingress/other')).toBe('');
    expect(world.store.list('events').some((event) => event.reason === 'SyncLoadBalancerFailed')).toBe(true);
  });

  it('the autoscaler costs shares under Cluster', () => {
    expect(worstLoss(build('autoscaler-scale-down'), 30, 60)).toBeGreaterThan(50);
  });

  it('a dead kube-proxy hurts once pods move', () => {
    const world = build('kube-proxy-dead');
    at(world, 80);
    expect(play(world).answered).toBe(1_000);
    expect(worstLoss(world, 90, 240)).toBeGreaterThan(50);
  });

  it('a lost zone costs its share until the probes notice, and comes back', () => {
    const world = build('zone-loss');
    expect(worstLoss(world, 60, 75, 'ingress/gateway-local')).toBeGreaterThan(200);
    at(world, 340);
    expect(play(world, 'ingress/gateway-local').answered).toBe(1_000);
    at(world, 420);
    expect(rotation(world)).toHaveLength(8);
  });

  it('an upgrade replaces every node of the pool', () => {
    const world = build('pool-upgrade');
    const before = [...world.machines.values()].filter((one) => one.pool === 'apps').map((one) => one.nodeName);
    at(world, 900);
    const after = world.store
      .list('nodes')
      .map((node) => node.metadata.name)
      .filter((name) => name.startsWith('aks-apps'));
    expect(after).toHaveLength(3);
    expect(after.some((name) => before.includes(name))).toBe(false);
  });

  it('the shared probe takes a node with a dead kube-proxy out', () => {
    const world = build('shared-probe');
    const all = rotation(world).length;
    at(world, 90);
    expect(rotation(world)).toHaveLength(all - 1);
  });

  it('both families of a dual-stack Service lead to all pods', () => {
    const world = build('dual-stack');
    for (const service of ['ingress/gateway', 'ingress/gateway-cluster']) {
      const ips =
        world.store.get('services', service)?.status.loadBalancer.ingress?.flatMap((entry) => entry.ip ?? []) ?? [];
      expect(ips.map((ip) => ip.includes(':'))).toEqual([false, true]);
      for (const frontendIp of ips) {
        const played = playConnections(world, {
          frontendIp,
          port: 80,
          protocol: 'TCP',
          connections: 900,
          clients: 500,
          seed: 2,
        });
        expect(played.answered).toBe(900);
        expect(Object.keys(played.byPod)).toHaveLength(3);
      }
    }
  });

  it('with several load balancers every Service works, and the pool of a Local one follows its pods late', () => {
    const world = build('several-load-balancers');
    expect([...world.cloud.loadBalancers.keys()]).toEqual(['kubernetes', 'lb1']);
    for (const service of ['ingress/gateway', 'ingress/shop', 'ingress/blog'])
      expect(play(world, service).answered).toBe(1_000);
    const pool = () =>
      [...world.cloud.loadBalancers.values()].flatMap((lb) => lb.pools).find((one) => one.name === 'ingress-gateway')
        ?.members.length;
    expect(pool()).toBe(2);
    at(world, 200);
    expect(play(world).answered).toBe(1_000);
    expect(pool()).toBe(2);
  });
});

describe('the largest cluster', () => {
  let world: World;
  beforeAll(() => {
    world = build('full-size');
  }, 60_000);

  it('has its 5,000 nodes and 1,000 pods, and loses nothing at the start', () => {
    expect(world.store.count('nodes')).toBe(5_000);
    expect(world.store.list('pods').filter((pod) => pod.status.phase === 'Running')).toHaveLength(1_000);
    expect(play(world, 'team-1/web').answered).toBe(1_000);
    expect(rotation(world, 'team-1/web')).toHaveLength(10);
  });
});
