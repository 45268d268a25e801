import type { ServiceReport } from '../../report/service-report.ts';
import type { PreStop } from '../../snapshot/pod.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { firstRule } from '../findings/rotation-members.ts';
import { explicitMarkDownSeconds, silentMarkDownSeconds } from '../policy/probe-config.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** Timing of rollouts and losses: the workloads behind the Service, and how long the probe takes to notice. */
export function reportLifecycle(service: ServiceModel, model: ClusterModel): ServiceReport['lifecycle'] {
  const probe = firstRule(service)?.probe ?? null;
  const explicit = probe === null ? null : explicitMarkDownSeconds(probe);
  const silent = probe === null ? null : silentMarkDownSeconds(probe);
  return {
    workloads: workloadsBehind(service, model).map((workload) => ({
      kind: workload.kind,
      name: workload.name,
      replicas: workload.replicas,
      readyReplicas: workload.readyReplicas,
      minReadySeconds: workload.minReadySeconds,
      terminationGracePeriodSeconds: workload.template.terminationGracePeriodSeconds,
      preStopSeconds: longestPreStop(workload),
    })),
    markDownSeconds: explicit === null ? null : [explicit[0], explicit[1]],
    silentMarkDownSeconds: silent === null ? null : [silent[0], silent[1]],
  };
}

/** Workloads whose pod template the selector matches; ReplicaSets of a Deployment are left out. */
function workloadsBehind(service: ServiceModel, model: ClusterModel): readonly Workload[] {
  const { selector, namespace } = service.service;
  const wanted = Object.entries(selector ?? {});
  if (wanted.length === 0) return [];
  return (model.snapshot.kubernetes.workloads ?? []).filter(
    (workload) =>
      workload.namespace === namespace &&
      !(workload.kind === 'ReplicaSet' && workload.owner !== null) &&
      wanted.every(([key, value]) => workload.template.labels[key] === value),
  );
}

function longestPreStop(workload: Workload): number | null {
  const known = workload.template.containers.map((container) => secondsOf(container.preStop));
  const seconds = known.filter((value): value is number => value !== null);
  return seconds.length === 0 ? null : Math.max(...seconds);
}

function secondsOf(preStop: PreStop): number | null {
  return preStop.kind === 'sleep' ? preStop.seconds : null;
}
