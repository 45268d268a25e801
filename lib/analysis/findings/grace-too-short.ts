import type { ClusterModel } from '../cluster/cluster-model.ts';
import { lifecyclesOf, type WorkloadLifecycle } from '../lifecycle/service-lifecycle.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { podsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { shutdownFix } from './shutdown-fix.ts';
import { readField, workloadName, workloadObject } from './workload-fix.ts';

const code = 'grace-too-short';
const LEAST_SECONDS_AFTER_TERM = 2;

/** docs/findings/grace-too-short.md: the grace period ends before preStop and the application have. */
export const graceTooShort: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap((lifecycle) => {
      if (lifecycle.workload.replicas === 0) return [];
      if (isTooShort(lifecycle.timeline.grace.verdict)) return [tell(service, lifecycle, model)];
      return outlastsNotice(lifecycle, model) && runsOnSpot(service) ? [tellOfSpot(service, lifecycle, model)] : [];
    }),
};

/** Azure announces the end of a spot machine this long before. */
const NOTICE_SECONDS = 30;

function outlastsNotice({ timeline }: WorkloadLifecycle, { settings }: ClusterModel): boolean {
  const { neededSeconds } = timeline.grace;
  return neededSeconds !== null && neededSeconds[0] - LEAST_SECONDS_AFTER_TERM + settings.drainSeconds > NOTICE_SECONDS;
}

function runsOnSpot(service: ServiceModel): boolean {
  return firstRule(service)?.endpoints.some(({ state, node }) => state === 'ready' && node?.spot === true) ?? false;
}

function tellOfSpot(service: ServiceModel, { workload, timeline }: WorkloadLifecycle, model: ClusterModel) {
  const name = workloadName(workload);
  const taken = (timeline.grace.neededSeconds?.[0] ?? 0) - LEAST_SECONDS_AFTER_TERM + model.settings.drainSeconds;
  return serviceFinding(service, {
    code,
    severity: 'medium',
    title: `Pods of ${name} need ${taken} s to shut down, a spot node gives ${NOTICE_SECONDS} s`,
    impact:
      'When a spot node is evicted its machine stops before these pods are done: connections still open then hang until they time out.',
    objects: [workloadObject(workload)],
    evidence: [
      { text: timeline.grace.because, known: timeline.grace.known, source: `pod template of ${name}` },
      { text: 'ready pods run on spot nodes', known: 'computed', source: `EndpointSlices of ${service.key}` },
    ],
    fix: {
      text: 'Keep these pods off spot nodes (node affinity on kubernetes.azure.com/scalesetpriority), or shorten preStop and the end of the application to fit the notice.',
      commands: [podsCommand(model.snapshot, service.service)],
      patch: null,
    },
    verify: [
      {
        command: podsCommand(model.snapshot, service.service),
        expect: 'no pod on a spot node',
      },
    ],
  });
}

function isTooShort(verdict: string): boolean {
  return verdict === 'short' || verdict === 'tight';
}

function tell(service: ServiceModel, { workload, timeline }: WorkloadLifecycle, model: ClusterModel) {
  const { grace } = timeline;
  const [, needed = 0] = grace.neededSeconds ?? [];
  const name = workloadName(workload);
  return serviceFinding(service, {
    code,
    severity: grace.verdict === 'short' ? 'high' : 'medium',
    title: `The grace period of ${name} is ${grace.configuredSeconds} s, its shutdown needs ${needed} s`,
    impact:
      grace.verdict === 'short'
        ? 'preStop takes all of it: each pod is killed 2 s after SIGTERM, and connections that are open then are reset.'
        : 'Connections still open at its end are reset each time a pod is deleted.',
    objects: [workloadObject(workload)],
    evidence: [
      {
        text: `terminationGracePeriodSeconds: ${grace.configuredSeconds}`,
        known: 'computed',
        source: `pod template of ${name}`,
      },
      { text: grace.because, known: grace.known, source: 'kubelet, and the setting drainSeconds' },
    ],
    fix: shutdownFix(model.snapshot, workload, 0, model.settings),
    verify: [
      {
        command: readField(model.snapshot, workload, '.spec.template.spec.terminationGracePeriodSeconds'),
        expect: `${needed} or more`,
      },
    ],
  });
}
