import { autoscalerOf } from '../lifecycle/lifecycle-index.ts';
import { zoneCount } from '../lifecycle/node-classes.ts';
import { lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { patchFix, workloadName, workloadObject } from './workload-fix.ts';

const code = 'hpa-floor-too-low';

/** docs/findings/hpa-floor-too-low.md: an autoscaler may leave a single pod. */
export const hpaFloorTooLow: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap(({ workload }) => {
      const autoscaler = autoscalerOf(workload, model.snapshot);
      if (autoscaler === null || autoscaler.minReplicas >= 2) return [];
      const { namespace, name, minReplicas, maxReplicas } = autoscaler;
      const object = { kind: 'HorizontalPodAutoscaler', namespace, name };
      const wanted = zoneCount(model.nodes) > 1 ? 3 : 2;
      return [
        serviceFinding(service, {
          code,
          severity: 'low',
          title: `HorizontalPodAutoscaler ${namespace}/${name} may scale ${workloadName(workload)} down to ${minReplicas === 1 ? 'one pod' : 'none'}`,
          impact: `In quiet hours one lost node or one drain takes ${service.key} down, until another pod is ready.`,
          objects: [object, workloadObject(workload)],
          evidence: [
            {
              text: `minReplicas ${minReplicas}, maxReplicas ${maxReplicas}, now ${autoscaler.currentReplicas}`,
              known: 'computed',
              source: 'HorizontalPodAutoscalers',
            },
          ],
          fix: patchFix(
            model.snapshot,
            object,
            `Keep at least two pods, three in a cluster over zones.`,
            // The ceiling may not be below the floor.
            { spec: { minReplicas: wanted, ...(maxReplicas < wanted ? { maxReplicas: wanted } : {}) } },
          ),
          verify: [
            {
              command: kubectlFor(model.snapshot, service.service, `get horizontalpodautoscaler ${shellWord(name)}`),
              expect: `MINPODS of ${wanted}`,
            },
          ],
        }),
      ];
    }),
};
