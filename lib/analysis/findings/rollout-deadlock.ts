import { eligibleNodes } from '../lifecycle/node-classes.ts';
import { whyOnePerNode } from '../lifecycle/placement.ts';
import { rolloutOf } from '../lifecycle/rollout.ts';
import { hasWorkloads, lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';
import { patchFix, workloadCommand, workloadName, workloadObject } from './workload-fix.ts';

const code = 'rollout-deadlock';

/** docs/findings/rollout-deadlock.md: the new pod finds no node, and no old pod may go before it is ready. */
export const rolloutDeadlock: ServiceFindingRule = {
  code,
  kind: 'risk',
  looksAtOtherNodes: true,
  appliesTo: hasWorkloads,
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap(({ workload }) => {
      const rollout = rolloutOf(workload);
      if (workload.kind !== 'Deployment' || rollout.kind !== 'rolling' || rollout.unavailable > 0) return [];
      const why = whyOnePerNode(workload.template);
      if (why === null || model.snapshot.kubernetes.nodes === null) return [];
      const room = eligibleNodes(workload.template, model.nodes);
      if (room === null || room > workload.replicas) return [];
      const name = workloadName(workload);
      return [
        serviceFinding(service, {
          code,
          severity: 'high',
          title: `The next rollout of ${name} cannot proceed: ${count(workload.replicas, 'pod')}, ${count(room, 'node')} for them, and maxUnavailable 0`,
          impact: `The new pod stays Pending and no old one goes, until a node is added: ${service.key} keeps running the old version, and node upgrades that wait for it do not end.`,
          objects: [workloadObject(workload)],
          evidence: [
            { text: why, known: 'computed', source: `pod template of ${name}` },
            {
              text: `${count(room, 'node')} fit its selector, affinity and tolerations, cordoned ones included`,
              known: 'computed',
              source: 'Nodes',
            },
          ],
          fix: patchFix(
            model.snapshot,
            workloadObject(workload),
            'Let one old pod go first. Better: have one node more than replicas, or give the anti-affinity matchLabelKeys ["pod-template-hash"] so that only pods of one revision keep apart.',
            { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } } },
          ),
          verify: [
            {
              command: workloadCommand(model.snapshot, workload, 'rollout status', ' --timeout=10m'),
              expect: 'successfully rolled out',
            },
          ],
        }),
      ];
    }),
};
