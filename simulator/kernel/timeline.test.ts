import { describe, expect, it } from 'vitest';
import { reprobeMachine } from '../azure/reprobe.ts';
import { nodesInRotation, ruleAt } from '../dataplane/connect.ts';
import { playConnections } from '../dataplane/play-connections.ts';
import { conditionOf } from '../machines/conditions.ts';
import { addressOf, deployment, loadBalancerService, START_AT, smallCluster } from '../testing/small-cluster.ts';
import { advance } from './run-world.ts';
import type { World } from './world.ts';

const second = (world: World): number => (world.now - START_AT) / 1000;

/** Lets time pass second by second until something holds; gives the second, or fails. */
function secondsUntil(world: World, holds: () => boolean, limit = 400): number {
  const from = second(world);
  for (let tick = 0; tick <= limit; tick++) {
    if (holds()) return second(world) - from;
    advance(world, world.now + 1000);
  }
  throw new Error(`did not happen within ${limit} s`);
}

function rotation(world: World, service: string): string[] {
  const found = ruleAt(world, addressOf(world, service), 'TCP', 80);
  return found === null ? [] : nodesInRotation(world, found);
}

const lost = (world: World, service: string) =>
  playConnections(world, {
    frontendIp: addressOf(world, service),
    port: 80,
    protocol: 'TCP',
    connections: 400,
    clients: 200,
    seed: 3,
  });

function kill(world: World, nodeName: string, power: 'hung' | 'gone'): void {
  const machine = world.machines.get(nodeName);
  if (machine === undefined) throw new Error(`no machine ${nodeName}`);
  machine.power = power;
  reprobeMachine(world, nodeName);
}

const hostOf = (world: World, app: string): string =>
  world.store.list('pods').find((pod) => pod.metadata.labels?.app === app)?.spec.nodeName ?? '';

describe('a machine that disappears', () => {
  const manifests = [
    deployment('web'),
    loadBalancerService('cluster', 'web'),
    loadBalancerService('local', 'web', { externalTrafficPolicy: 'Local' }),
  ];

  it('is taken out by the probe after 10 to 15 s, turns Unknown after 40 to 50 s, and leaves the pool with its Node', () => {
    const world = smallCluster(manifests);
    advance(world, START_AT + 30_000);
    const victim = hostOf(world, 'web');
    expect(rotation(world, 'local')).toContain(victim);
    kill(world, victim, 'gone');
    const probed = secondsUntil(world, () => !rotation(world, 'local').includes(victim));
    expect(probed).toBeGreaterThanOrEqual(10);
    expect(probed).toBeLessThanOrEqual(16);
    const ready = () => conditionOf(world.store.get('nodes', victim)?.status.conditions, 'Ready')?.status;
    const unknown = probed + secondsUntil(world, () => ready() === 'Unknown');
    expect(unknown).toBeGreaterThanOrEqual(30);
    expect(unknown).toBeLessThanOrEqual(47);
    const deleted = unknown + secondsUntil(world, () => world.store.get('nodes', victim) === undefined);
    expect(deleted - unknown).toBeLessThanOrEqual(7);
    advance(world, world.now + 5_000);
    const members = world.cloud.loadBalancers
      .get('kubernetes')
      ?.pools.find((pool) => pool.name === 'kubernetes')?.members;
    expect(members?.map((member) => member.nodeName)).not.toContain(victim);
    const gone = secondsUntil(world, () => world.store.indexed('pods', 'node', victim).length === 0);
    expect(gone).toBeGreaterThanOrEqual(30);
    expect(gone).toBeLessThanOrEqual(62);
  });

  it('keeps its endpoints ready until it is Unknown, so Cluster loses its pods all that time and Local does not', () => {
    const world = smallCluster(manifests);
    advance(world, START_AT + 30_000);
    const victim = hostOf(world, 'web');
    kill(world, victim, 'hung');
    secondsUntil(world, () => !rotation(world, 'local').includes(victim));
    expect(lost(world, 'local').timeout).toBe(0);
    expect(lost(world, 'cluster').timeout / 400).toBeGreaterThan(0.2);
    advance(world, START_AT + 90_000);
    expect(lost(world, 'cluster').answered).toBe(400);
  });
});

describe('a rollout', () => {
  const restart = (world: World) => {
    const web = world.store.get('deployments', 'shop/web');
    if (web === undefined) throw new Error('no deployment');
    const template = {
      ...web.spec.template,
      metadata: { ...web.spec.template.metadata, annotations: { restarted: 'yes' } },
    };
    const metadata = { ...web.metadata, generation: (web.metadata.generation ?? 0) + 1 };
    world.store.put('deployments', { ...web, metadata, spec: { ...web.spec, template } }, world.now);
  };

  const lossOf = (pod: object, spec: object): number => {
    const world = smallCluster([
      deployment('web', { pod, spec }),
      loadBalancerService('local', 'web', { externalTrafficPolicy: 'Local' }),
    ]);
    advance(world, START_AT + 20_000);
    restart(world);
    let worst = 0;
    for (let tick = 0; tick < 90; tick++) {
      advance(world, world.now + 1000);
      worst = Math.max(worst, 400 - lost(world, 'local').answered);
    }
    const web = world.store.get('deployments', 'shop/web');
    expect(web?.status.updatedReplicas).toBe(3);
    expect(web?.status.replicas).toBe(3);
    return worst;
  };

  it('loses connections when pods stop before the load balancer knows', () => {
    expect(lossOf({}, {})).toBeGreaterThan(0);
  });

  it('loses none with a preStop delay that covers the probe and pods that wait for it', () => {
    const containers = [
      {
        name: 'web',
        ports: [{ name: 'http', containerPort: 8080 }],
        lifecycle: { preStop: { sleep: { seconds: 20 } } },
      },
    ];
    expect(lossOf({ containers, terminationGracePeriodSeconds: 60 }, { minReadySeconds: 15 })).toBe(0);
  });

  it('steps one pod up and one down, in the recorded order of events', () => {
    const world = smallCluster([deployment('web')]);
    advance(world, START_AT + 20_000);
    const known = new Set(world.store.list('events').map((event) => event.metadata.name));
    restart(world);
    advance(world, world.now + 40_000);
    const steps = world.store
      .list('events')
      .filter((event) => event.reason === 'ScalingReplicaSet' && !known.has(event.metadata.name))
      .map((event) => event.message?.replace(/replica set \S+ /, ''));
    expect(steps).toEqual([
      'Scaled up from 0 to 1',
      'Scaled down from 3 to 2',
      'Scaled up from 1 to 2',
      'Scaled down from 2 to 1',
      'Scaled up from 2 to 3',
      'Scaled down from 1 to 0',
    ]);
  });
});

describe('determinism', () => {
  it('gives the same world for the same seed and actions, and another for another seed', () => {
    const play = (seed: number) => {
      const world = smallCluster([deployment('web'), loadBalancerService('cluster', 'web')], {}, seed);
      advance(world, START_AT + 10_000);
      kill(world, hostOf(world, 'web'), 'hung');
      advance(world, START_AT + 120_000);
      return JSON.stringify([
        world.store.list('pods'),
        world.store.list('nodes'),
        [...world.cloud.loadBalancers.values()],
        lost(world, 'cluster'),
      ]);
    };
    expect(play(1)).toBe(play(1));
    expect(play(1)).not.toBe(play(2));
  });

  it('does not depend on the size of the steps in which time passes', () => {
    const play = (step: number) => {
      const world = smallCluster([deployment('web'), loadBalancerService('cluster', 'web')]);
      kill(world, hostOf(world, 'web'), 'gone');
      while (second(world) < 200) advance(world, world.now + step);
      return JSON.stringify([world.store.list('pods'), world.store.list('events')]);
    };
    expect(play(100)).toBe(play(5_000));
  });
});
