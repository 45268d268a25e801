import type { ServiceReport } from '../../report/service-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { firstRule } from '../findings/rotation-members.ts';
import { workloadsBehind } from '../lifecycle/lifecycle-index.ts';
import { explicitMarkDownSeconds, silentMarkDownSeconds } from '../policy/probe-config.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { reportWorkload } from './report-workload.ts';

/** Timing of rollouts and losses: the workloads behind the Service, and how long the probe takes to notice. */
export function reportLifecycle(service: ServiceModel, model: ClusterModel): ServiceReport['lifecycle'] {
  const probe = firstRule(service)?.probe ?? null;
  const explicit = probe === null ? null : explicitMarkDownSeconds(probe);
  const silent = probe === null ? null : silentMarkDownSeconds(probe);
  const workloads = workloadsBehind(service.service, model.snapshot);
  return {
    workloads: workloads.map((workload) => reportWorkload(workload, service, model)),
    markDownSeconds: explicit === null ? null : [explicit[0], explicit[1]],
    silentMarkDownSeconds: silent === null ? null : [silent[0], silent[1]],
  };
}
