import type { Severity } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { lifecyclesOf, type WorkloadLifecycle } from '../lifecycle/service-lifecycle.ts';
import type { ServiceModel } from '../service/service-model.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { shutdownFix } from './shutdown-fix.ts';
import { percent, secondsRange } from './wording.ts';
import { readField, workloadName, workloadObject } from './workload-fix.ts';

const code = 'prestop-too-short';

/** docs/findings/prestop-too-short.md: pods stop before the last new connection has come. */
export const prestopTooShort: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) =>
    lifecyclesOf(service, model)
      .filter(({ workload, timeline }) => workload.replicas > 0 && isTooShort(timeline.preStop.verdict))
      .flatMap((lifecycle) => tell(service, lifecycle, model)),
};

function isTooShort(verdict: string): boolean {
  return verdict === 'short' || verdict === 'tight';
}

function tell(service: ServiceModel, { workload, need, timeline }: WorkloadLifecycle, model: ClusterModel) {
  if (need.kind !== 'seconds') return [];
  const policy = service.service.externalTrafficPolicy;
  const { preStop, lossSeconds } = timeline;
  const configured = preStop.configuredSeconds ?? 0;
  const has = configured === 0 ? 'no preStop delay' : `a preStop delay of ${configured} s`;
  const needs = preStop.verdict === 'short' ? need.floorSeconds : need.recommendedSeconds;
  const share = shareOfOne(service);
  return [
    serviceFinding(service, {
      code,
      severity: severityOf(policy, preStop.verdict),
      title: `Pods of ${workloadName(workload)} have ${has}, ${service.key} needs ${needs} s under policy ${policy}`,
      impact: `${share}each time a pod is deleted (rollout, scale-down, drain), new connections for ${secondsRange(lossSeconds ?? need.rangeSeconds)} ${policy === 'Local' ? 'time out' : 'are refused or reset'}, unless the application itself goes on accepting after SIGTERM.`,
      objects: [workloadObject(workload)],
      evidence: [
        {
          text: `preStop: ${configured} s, grace period: ${workload.template.terminationGracePeriodSeconds} s`,
          known: 'computed',
          source: `pod template of ${workloadName(workload)}`,
        },
        { text: need.because, known: need.known, source: policy === 'Local' ? 'probe of the rule' : 'kube-proxy' },
      ],
      fix: shutdownFix(model.snapshot, workload, need.recommendedSeconds, model.settings),
      verify: [
        {
          command: readField(model.snapshot, workload, '.spec.template.spec.containers[*].lifecycle.preStop'),
          expect: `a sleep of at least ${need.recommendedSeconds} seconds`,
        },
      ],
    }),
  ];
}

/** Under `Cluster` the load balancer has no part, and the window is that of kube-proxy alone. */
function severityOf(policy: string, verdict: string): Severity {
  if (verdict === 'tight') return 'low';
  return policy === 'Local' ? 'high' : 'medium';
}

function shareOfOne(service: ServiceModel): string {
  const port = firstRule(service);
  const { externalTrafficPolicy: policy } = service.service;
  const parts =
    policy === 'Local'
      ? (port?.usableHosts.size ?? 0)
      : (port?.endpoints.filter(({ state }) => state === 'ready').length ?? 0);
  return parts === 0 ? 'A part of the connections is lost ' : `Up to ${percent(1 / parts)} of connections is lost `;
}
