import { budgetsOf } from '../lifecycle/lifecycle-index.ts';
import { lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';
import { workloadName, workloadObject } from './workload-fix.ts';

const code = 'pdb-missing';

/** docs/findings/pdb-missing.md: drains may take all pods of a workload at once. */
export const pdbMissing: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap(({ workload }) => {
      // Drains leave the pods of DaemonSets; one replica has nothing to keep.
      if (workload.kind === 'DaemonSet' || workload.replicas < 2) return [];
      if (budgetsOf(workload, model.snapshot)?.length !== 0) return [];
      const { snapshot } = model;
      const name = workloadName(workload);
      const labels = Object.entries(workload.selector).map(([key, value]) => `${key}=${value}`);
      return [
        serviceFinding(service, {
          code,
          severity: 'low',
          title: `No PodDisruptionBudget guards the ${count(workload.replicas, 'pod')} of ${name}`,
          impact: `Two nodes that are drained at the same time (upgrade, autoscaler) may take every pod of ${service.key} away together; new connections then fail until others are ready.`,
          objects: [workloadObject(workload)],
          evidence: [
            { text: 'no budget of the namespace selects its pods', known: 'computed', source: 'PodDisruptionBudgets' },
          ],
          fix: {
            text: 'Allow one pod at a time to be evicted. Spot evictions and dead machines do not ask a budget.',
            commands: [
              kubectlFor(
                snapshot,
                service.service,
                `create poddisruptionbudget ${shellWord(workload.name)} --selector=${shellWord(labels.join(','))} --max-unavailable=1`,
              ),
            ],
            patch: null,
          },
          verify: [
            {
              command: kubectlFor(snapshot, service.service, 'get poddisruptionbudgets'),
              expect: 'ALLOWED DISRUPTIONS of 1',
            },
          ],
        }),
      ];
    }),
};
