import { describe, expect, it } from 'vitest';
import { applyAction } from '../actions/apply-action.ts';
import type { Manifest } from '../kernel/build-cluster.ts';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { conditionOf } from '../machines/conditions.ts';
import { deployment, smallCluster } from '../testing/small-cluster.ts';

const autoscaler: Manifest = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 2,
    maxReplicas: 7,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }],
  },
};

const started = (replicas = 3): World => smallCluster([deployment('web', { replicas }), autoscaler]);
const later = (world: World, seconds: number): World => {
  advance(world, world.now + seconds * 1000);
  return world;
};
const setLoad = (world: World, percent: number | null): void =>
  applyAction(world, {
    do: 'annotate',
    object: 'Deployment shop/web',
    annotations: { 'simulator.aks/load-percent': percent === null ? null : `${percent}` },
  });
const replicasOf = (world: World) => world.store.get('deployments', 'shop/web')?.spec.replicas;
const statusOf = (world: World) => world.store.get('horizontalpodautoscalers', 'shop/web')?.status;

describe('a horizontal pod autoscaler', () => {
  it('leaves a workload alone whose load nobody knows, and says so', () => {
    const world = later(started(), 60);
    expect(replicasOf(world)).toBe(3);
    expect(conditionOf(statusOf(world)?.conditions, 'ScalingActive')).toMatchObject({
      status: 'False',
      reason: 'FailedGetResourceMetric',
    });
  });

  it('grows it to what the load asks for, and tells an event', () => {
    const world = started();
    setLoad(world, 240);
    later(world, 40);
    expect(replicasOf(world)).toBe(5);
    expect(statusOf(world)).toMatchObject({ desiredReplicas: 5 });
    expect(world.store.list('events').find((event) => event.reason === 'SuccessfulRescale')?.message).toBe(
      'New size: 5; reason: cpu resource utilization (percentage of request) above target',
    );
  });

  it('never goes above the most, and brings what is below the least up to it', () => {
    const world = started(1);
    expect(replicasOf(later(world, 20))).toBe(2);
    setLoad(world, 5_000);
    expect(replicasOf(later(world, 120))).toBe(7);
  });

  it('shrinks it only when five minutes long nothing asked for more, and never below the least', () => {
    const world = started();
    setLoad(world, 240);
    later(world, 60);
    setLoad(world, 10);
    expect(replicasOf(later(world, 240))).toBe(5);
    expect(replicasOf(later(world, 120))).toBe(2);
  });

  it('does nothing within a tenth of the target, nor with zero pods', () => {
    const world = started();
    setLoad(world, 160);
    expect(replicasOf(later(world, 60))).toBe(3);
    applyAction(world, { do: 'scale', workload: 'shop/web', replicas: 0 });
    setLoad(world, 900);
    expect(replicasOf(later(world, 60))).toBe(0);
    expect(conditionOf(statusOf(world)?.conditions, 'ScalingActive')?.reason).toBe('ScalingDisabled');
  });
});
