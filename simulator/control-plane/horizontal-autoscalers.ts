import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import { withCondition } from '../machines/conditions.ts';
import { BEHAVIOUR_PREFIX } from '../machines/pod-process.ts';
import type { HorizontalPodAutoscaler } from '../objects/policy.ts';
import { keyOf } from '../objects/resources.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import type { Deployment, StatefulSet } from '../objects/workload.ts';
import { change, put } from './object-life.ts';
import { recordEvent } from './record-event.ts';

const PERIOD_MS = 15_000;
const TOLERANCE = 0.1;
const DEFAULT_TARGET_PERCENT = 80;
const DEFAULT_STABILIZATION_SECONDS = 300;
/** In one period at most double, or four more, whichever is more. */
const mostAfter = (replicas: number): number => Math.max(2 * replicas, replicas + 4);

/** The load of a workload in percent of what one of its pods asks for, over all of them: written by hand, or by a story. */
const LOAD = `${BEHAVIOUR_PREFIX}load-percent`;

type Target = Deployment | StatefulSet;

function targetOf(world: World, { metadata, spec }: HorizontalPodAutoscaler): Target | undefined {
  const key = `${metadata.namespace ?? 'default'}/${spec.scaleTargetRef.name}`;
  if (spec.scaleTargetRef.kind === 'Deployment') return world.store.get('deployments', key);
  return spec.scaleTargetRef.kind === 'StatefulSet' ? world.store.get('statefulsets', key) : undefined;
}

/** Mean utilization of the ready pods, percent; null when there is nothing to measure. */
function utilization(target: Target): number | null {
  const load = Number(target.metadata.annotations?.[LOAD]);
  const ready = target.status.readyReplicas ?? 0;
  return target.metadata.annotations?.[LOAD] === undefined || Number.isNaN(load) || ready === 0 ? null : load / ready;
}

const targetPercent = ({ spec }: HorizontalPodAutoscaler): number =>
  spec.metrics?.find((metric) => metric.resource?.target.averageUtilization !== undefined)?.resource?.target
    .averageUtilization ?? DEFAULT_TARGET_PERCENT;

/** What the metric alone asks for, before any limit. */
function recommended(autoscaler: HorizontalPodAutoscaler, target: Target, percent: number | null): number {
  if (percent === null) return target.spec.replicas;
  const ratio = percent / targetPercent(autoscaler);
  if (Math.abs(ratio - 1) <= TOLERANCE) return target.spec.replicas;
  return Math.ceil((target.status.readyReplicas ?? 0) * ratio);
}

/** Fewer pods only when nothing in the window before asked for more. */
function stabilized(world: World, autoscaler: HorizontalPodAutoscaler, replicas: number): number {
  const key = keyOf(autoscaler);
  const seconds = autoscaler.spec.behavior?.scaleDown?.stabilizationWindowSeconds ?? DEFAULT_STABILIZATION_SECONDS;
  const young = (world.recommendations.get(key) ?? []).filter(({ at }) => world.now - at < seconds * 1000);
  world.recommendations.set(key, [...young, { at: world.now, replicas }]);
  return Math.max(replicas, ...young.map((one) => one.replicas));
}

interface Wish {
  readonly replicas: number;
  readonly percent: number | null;
  readonly reason: string;
}

function wishOf(world: World, autoscaler: HorizontalPodAutoscaler, target: Target): Wish {
  const { minReplicas, maxReplicas } = autoscaler.spec;
  const now = target.spec.replicas;
  const percent = utilization(target);
  const wanted = recommended(autoscaler, target, percent);
  const steady = wanted > now ? wanted : Math.min(now, stabilized(world, autoscaler, wanted));
  if (wanted > now) stabilized(world, autoscaler, wanted);
  const replicas = Math.min(maxReplicas, Math.max(minReplicas, Math.min(steady, mostAfter(now))));
  if (percent === null || replicas === now)
    return {
      replicas,
      percent,
      reason:
        now < minReplicas
          ? 'Current number of replicas below Spec.MinReplicas'
          : 'Current number of replicas above Spec.MaxReplicas',
    };
  const side =
    replicas > now ? 'cpu resource utilization (percentage of request) above target' : 'All metrics below target';
  return { replicas, percent, reason: side };
}

function scale(world: World, autoscaler: HorizontalPodAutoscaler, target: Target, { replicas, reason }: Wish): void {
  const generation = (target.metadata.generation ?? 0) + 1;
  if (target.kind === 'Deployment')
    put(world, 'deployments', {
      ...target,
      metadata: { ...target.metadata, generation },
      spec: { ...target.spec, replicas },
    });
  else
    put(world, 'statefulsets', {
      ...target,
      metadata: { ...target.metadata, generation },
      spec: { ...target.spec, replicas },
    });
  recordEvent(world, autoscaler, {
    reason: 'SuccessfulRescale',
    message: `New size: ${replicas}; reason: ${reason}`,
    component: 'horizontal-pod-autoscaler',
  });
}

function report(world: World, autoscaler: HorizontalPodAutoscaler, target: Target, wish: Wish): void {
  const at = toTimestamp(world.now);
  const { percent, replicas } = wish;
  const isActive = percent !== null && target.spec.replicas > 0;
  const conditions = withCondition(autoscaler.status.conditions, {
    type: 'ScalingActive',
    status: isActive ? 'True' : 'False',
    lastTransitionTime: at,
    reason: isActive ? 'ValidMetricFound' : target.spec.replicas === 0 ? 'ScalingDisabled' : 'FailedGetResourceMetric',
    message: isActive
      ? 'the HPA was able to successfully calculate a replica count from cpu resource utilization'
      : 'no load is known',
  });
  const metric = {
    type: 'Resource',
    resource: { name: 'cpu', current: { averageUtilization: Math.round(percent ?? 0), averageValue: '0' } },
  };
  change(world, 'horizontalpodautoscalers', keyOf(autoscaler), (one) => ({
    ...one,
    status: {
      ...one.status,
      observedGeneration: one.metadata.generation,
      currentReplicas: target.status.replicas,
      desiredReplicas: target.spec.replicas === 0 ? 0 : replicas,
      currentMetrics: percent === null ? undefined : [metric],
      conditions,
      ...(replicas === target.spec.replicas || target.spec.replicas === 0 ? {} : { lastScaleTime: at }),
    },
  }));
}

/** Keeps workloads between the least and the most pods, as many as their load asks for; every 15 s, as the real one does. */
export const horizontalAutoscalers: Controller = {
  name: 'horizontal-autoscalers',
  latencyMs: 1_000,
  watches: {
    horizontalpodautoscalers: (world, { key, type }) => {
      if (type === 'DELETED') world.recommendations.delete(key);
      return type === 'ADDED' ? [key] : [];
    },
  },
  step(world, key) {
    const autoscaler = world.store.get('horizontalpodautoscalers', key);
    if (autoscaler === undefined) return null;
    const target = targetOf(world, autoscaler);
    if (target === undefined) return PERIOD_MS;
    const wish = wishOf(world, autoscaler, target);
    // Zero pods are somebody's wish: autoscaling is off.
    if (target.spec.replicas > 0 && wish.replicas !== target.spec.replicas) scale(world, autoscaler, target, wish);
    report(world, autoscaler, target, wish);
    return PERIOD_MS;
  },
};
