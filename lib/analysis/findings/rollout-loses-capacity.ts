import type { Finding, Severity } from '../../report/finding.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { eligibleNodes } from '../lifecycle/node-classes.ts';
import { whyOnePerNode } from '../lifecycle/placement.ts';
import { type Rollout, rolloutOf } from '../lifecycle/rollout.ts';
import { hasWorkloads, lifecyclesOf, type WorkloadLifecycle } from '../lifecycle/service-lifecycle.ts';
import type { ServiceModel } from '../service/service-model.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { percent } from './wording.ts';
import { patchFix, workloadCommand, workloadName, workloadObject } from './workload-fix.ts';

const code = 'rollout-loses-capacity';
const FEW_REPLICAS = 3;

/** docs/findings/rollout-loses-capacity.md: a rollout takes away pods that nothing replaces at the time. */
export const rolloutLosesCapacity: ServiceFindingRule = {
  code,
  kind: 'risk',
  looksAtOtherNodes: true,
  appliesTo: hasWorkloads,
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap((lifecycle) => {
      const rollout = rolloutOf(lifecycle.workload);
      const severity = severityOf(service, lifecycle, rollout);
      return severity === null ? [] : [tell(service, lifecycle, rollout, severity, model)];
    }),
};

/** Null: enough stays. */
function severityOf(
  { service }: ServiceModel,
  { workload, timeline }: WorkloadLifecycle,
  rollout: Rollout,
): Severity | null {
  if (rollout.kind === 'by-hand') return null;
  if (rollout.kind === 'recreate' || rollout.availableDuring === 0) return 'high';
  if (rollout.unavailable > 0 && workload.replicas <= FEW_REPLICAS) return 'medium';
  const dropsOnItsNode = service.externalTrafficPolicy === 'Local' && rollout.surge === 0;
  return workload.kind === 'DaemonSet' && dropsOnItsNode && timeline.preStop.verdict === 'short' ? 'medium' : null;
}

function tell(
  service: ServiceModel,
  { workload }: WorkloadLifecycle,
  rollout: Rollout,
  severity: Severity,
  model: ClusterModel,
): Finding {
  const name = workloadName(workload);
  const missing = rollout.kind === 'rolling' ? Math.min(rollout.unavailable, workload.replicas) : workload.replicas;
  const share = percent(missing / workload.replicas);
  const all = missing === workload.replicas;
  return serviceFinding(service, {
    code,
    severity,
    title: `A rollout of ${name} takes ${missing} of ${workload.replicas} pods away at a time`,
    impact: all
      ? `${service.key} is down during each rollout: new connections are refused or time out until a new pod is ready.`
      : `${share} of the pods of ${service.key} are missing at each step; the others carry their load${service.service.externalTrafficPolicy === 'Local' ? ', and the nodes of the missing ones leave the rotation' : ''}.`,
    objects: [workloadObject(workload)],
    evidence: [
      {
        text: `strategy ${workload.strategy}, maxSurge ${workload.maxSurge ?? 'default'}, maxUnavailable ${workload.maxUnavailable ?? 'default'}, replicas ${workload.replicas}`,
        known: 'computed',
        source: name,
      },
    ],
    fix: fixOf(workload, model),
    verify: [
      {
        command: workloadCommand(model.snapshot, workload, 'get', " -o jsonpath='{.spec}'"),
        expect: 'a rolling update with maxUnavailable 0, or more replicas',
      },
    ],
  });
}

/** One pod more before one goes, where there is room for it. */
function fixOf(workload: Workload, { snapshot, nodes }: ClusterModel): Finding['fix'] {
  const oneEach = whyOnePerNode(workload.template);
  const room = oneEach === null ? null : eligibleNodes(workload.template, nodes);
  const isFull = oneEach !== null && (room === null || room <= workload.replicas);
  const takesPorts =
    workload.template.hostNetwork || workload.template.containers.some((each) => each.hostPorts.length > 0);
  const cannotSurge = workload.kind === 'StatefulSet' || (workload.kind === 'DaemonSet' && takesPorts) || isFull;
  if (cannotSurge) {
    const why =
      workload.kind === 'StatefulSet'
        ? 'a StatefulSet never starts a pod more'
        : (oneEach ?? 'pods take ports of their nodes');
    return {
      text: `No pod more can be started first: ${why}. Run more replicas, on as many nodes, so that one missing pod weighs less.`,
      commands: [workloadCommand(snapshot, workload, 'get', ' -o wide')],
      patch: null,
    };
  }
  const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 };
  const strategy = { type: 'RollingUpdate', rollingUpdate };
  return patchFix(
    snapshot,
    workloadObject(workload),
    'Start one pod more before one goes. It needs room for that pod.',
    { spec: workload.kind === 'Deployment' ? { strategy } : { updateStrategy: strategy } },
  );
}
