import type { WorkloadReport } from '../../report/lifecycle-report.ts';
import type { PreStop } from '../../snapshot/pod.ts';
import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { firstRule } from '../findings/rotation-members.ts';
import { autoscalerOf, budgetsOf } from '../lifecycle/lifecycle-index.ts';
import { eligibleNodes } from '../lifecycle/node-classes.ts';
import { whyOnePerNode } from '../lifecycle/placement.ts';
import { type Rollout, rolloutOf } from '../lifecycle/rollout.ts';
import { needOf } from '../lifecycle/service-lifecycle.ts';
import { shutdownTimeline } from '../lifecycle/shutdown-timeline.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** How the pods of a workload come and go, under either policy. docs/model.md "Shutdown of a pod", "Rollouts". */
export function reportWorkload(workload: Workload, service: ServiceModel, model: ClusterModel): WorkloadReport {
  const autoscaler = autoscalerOf(workload, model.snapshot);
  const budgets = budgetsOf(workload, model.snapshot);
  return {
    kind: workload.kind,
    name: workload.name,
    replicas: workload.replicas,
    readyReplicas: workload.readyReplicas,
    minReadySeconds: workload.minReadySeconds,
    terminationGracePeriodSeconds: workload.template.terminationGracePeriodSeconds,
    preStopSeconds: longestPreStop(workload),
    shutdown: {
      Cluster: shutdown(workload, service, 'Cluster', model),
      Local: shutdown(workload, service, 'Local', model),
    },
    rollout: rollout(workload, model),
    disruptionBudgets: budgets?.map(({ name, disruptionsAllowed }) => ({ name, disruptionsAllowed })) ?? null,
    autoscaler: autoscaler && {
      name: autoscaler.name,
      minReplicas: autoscaler.minReplicas,
      maxReplicas: autoscaler.maxReplicas,
    },
  };
}

function shutdown(
  workload: Workload,
  service: ServiceModel,
  policy: TrafficPolicy,
  model: ClusterModel,
): WorkloadReport['shutdown']['Local'] {
  const need = needOf(service, policy, model.settings);
  if (need === null) return null;
  const { preStop, grace, minReady, lossSeconds } = shutdownTimeline(workload, need, model.settings);
  const steps = [preStop, grace, minReady].map((step) => ({
    ...step,
    neededSeconds: step.neededSeconds && pair(step.neededSeconds),
  }));
  return { steps, lossSeconds: lossSeconds && pair(lossSeconds), lossShare: lossShare(service, policy) };
}

function pair([from, to]: readonly [number, number]): [number, number] {
  return [from, to];
}

/** Null: nothing serves, so there is nothing to lose. */
function lossShare(service: ServiceModel, policy: TrafficPolicy): number | null {
  const port = firstRule(service);
  const ready = port?.endpoints.filter(({ state }) => state === 'ready').length ?? 0;
  const parts = policy === 'Local' ? (port?.usableHosts.size ?? 0) : ready;
  return parts === 0 ? null : 1 / parts;
}

function rollout(workload: Workload, model: ClusterModel): WorkloadReport['rollout'] {
  const found = rolloutOf(workload);
  if (found.kind !== 'rolling') {
    const none = { maxSurge: null, maxUnavailable: null, availableDuring: null };
    return found.kind === 'recreate'
      ? { ...none, verdict: 'empty', because: 'strategy Recreate ends all pods before it starts the first new one' }
      : {
          ...none,
          verdict: 'by-hand',
          because: 'pods are replaced only when somebody deletes them, or there are none',
        };
  }
  const { surge: maxSurge, unavailable: maxUnavailable, availableDuring } = found;
  return { maxSurge, maxUnavailable, availableDuring, ...judgeRolling(workload, found, model) };
}

function judgeRolling(
  workload: Workload,
  { unavailable, availableDuring }: Extract<Rollout, { kind: 'rolling' }>,
  model: ClusterModel,
): Pick<WorkloadReport['rollout'], 'verdict' | 'because'> {
  const alone = whyOnePerNode(workload.template);
  const room = alone === null || unavailable > 0 ? null : eligibleNodes(workload.template, model.nodes);
  if (workload.kind === 'Deployment' && room !== null && room <= workload.replicas && model.nodes.length > 0) {
    return { verdict: 'deadlock', because: `${alone}, and ${room} nodes fit ${workload.replicas} pods` };
  }
  if (availableDuring === 0) return { verdict: 'empty', because: 'all pods may be missing at once' };
  return unavailable === 0
    ? { verdict: 'keeps', because: 'a new pod is there before an old one goes' }
    : { verdict: 'reduced', because: `${unavailable} of ${workload.replicas} pods may be missing at a time` };
}

function longestPreStop(workload: Workload): number | null {
  const known = workload.template.containers.map((container) => secondsOf(container.preStop));
  const seconds = known.filter((value): value is number => value !== null);
  return seconds.length === 0 ? null : Math.max(...seconds);
}

function secondsOf(preStop: PreStop): number | null {
  return preStop.kind === 'sleep' ? preStop.seconds : null;
}
