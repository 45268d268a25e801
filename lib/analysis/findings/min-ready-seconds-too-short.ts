import { rolloutOf } from '../lifecycle/rollout.ts';
import { lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { secondsRange } from './wording.ts';
import { patchFix, readField, workloadName, workloadObject } from './workload-fix.ts';

const code = 'min-ready-seconds-too-short';

/** docs/findings/min-ready-seconds-too-short.md: an old pod goes before the node of the new one is in rotation. */
export const minReadySecondsTooShort: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    if (service.service.externalTrafficPolicy !== 'Local') return [];
    return lifecyclesOf(service, model).flatMap(({ workload, need, timeline }) => {
      const { minReady } = timeline;
      if (need.kind !== 'seconds' || (minReady.verdict !== 'short' && minReady.verdict !== 'tight')) return [];
      if (rolloutOf(workload).kind !== 'rolling') return [];
      const { snapshot } = model;
      const name = workloadName(workload);
      const wanted = need.recommendedSeconds;
      return [
        serviceFinding(service, {
          code,
          severity: minReady.verdict === 'short' ? 'medium' : 'low',
          title: `minReadySeconds of ${name} is ${workload.minReadySeconds}, the load balancer of ${service.key} needs up to ${need.floorSeconds} s to take a node in`,
          impact: `During a rollout a new pod counts as available before its node is in rotation; for ${secondsRange(need.rangeSeconds)} after each step the other nodes carry its part, and with few nodes nobody does.`,
          objects: [workloadObject(workload)],
          evidence: [
            { text: `minReadySeconds: ${workload.minReadySeconds}`, known: 'computed', source: name },
            { text: minReady.because, known: minReady.known, source: 'probe of the rule' },
          ],
          fix: patchFix(
            snapshot,
            workloadObject(workload),
            `Let a new pod count only after ${wanted} s; rollouts take that much longer for each step.`,
            { spec: { minReadySeconds: wanted } },
          ),
          verify: [{ command: readField(snapshot, workload, '.spec.minReadySeconds'), expect: `${wanted}` }],
        }),
      ];
    });
  },
};
