import type { Finding, FindingObject } from '../../report/finding.ts';
import type { PodDisruptionBudget } from '../../snapshot/pod-disruption-budget.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { budgetsOf } from '../lifecycle/lifecycle-index.ts';
import { resolve } from '../lifecycle/rollout.ts';
import { lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectlFor } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { patchFix, workloadCommand, workloadName, workloadObject } from './workload-fix.ts';

const code = 'pdb-blocks-drain';

/** docs/findings/pdb-blocks-drain.md: no pod may ever be evicted, so drains do not end. */
export const pdbBlocksDrain: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap(({ workload }) => {
      // Drains leave the pods of DaemonSets alone.
      if (workload.kind === 'DaemonSet' || workload.replicas === 0) return [];
      const budgets = budgetsOf(workload, model.snapshot) ?? [];
      const why = whyBlocked(budgets, workload);
      return why === null ? [] : [tell(service, workload, budgets, why, model)];
    }),
};

/** Null: with every pod healthy, one of them may be evicted. */
function whyBlocked(budgets: readonly PodDisruptionBudget[], { replicas }: Workload): string | null {
  if (budgets.length > 1) {
    return `${budgets.length} budgets select the same pods, and the eviction API refuses such pods`;
  }
  const budget = budgets[0];
  if (!budget) return null;
  const { expectedPods, desiredHealthy, maxUnavailable, minAvailable } = budget;
  if (expectedPods > 0) {
    return desiredHealthy >= expectedPods
      ? `it wants ${desiredHealthy} healthy of ${expectedPods} pods at any time`
      : null;
  }
  // Not judged by its controller yet: only what no number of pods can change.
  if (maxUnavailable !== null && resolve(maxUnavailable, replicas, Math.ceil) === 0) return 'maxUnavailable is 0';
  return minAvailable === '100%' ? 'minAvailable is 100%' : null;
}

function tell(
  service: ServiceModel,
  workload: Workload,
  budgets: readonly PodDisruptionBudget[],
  why: string,
  model: ClusterModel,
): Finding {
  const objects = budgets.map(({ namespace, name }) => ({ kind: 'PodDisruptionBudget', namespace, name }));
  const named = objects.map(({ namespace, name }) => `${namespace}/${name}`).join(' and ');
  return serviceFinding(service, {
    code,
    severity: 'medium',
    title: `PodDisruptionBudget ${named} lets no pod of ${workloadName(workload)} be evicted: ${why}`,
    impact:
      'Nothing fails now. Draining a node that hosts one of them does not end; AKS gives an upgrade up after its drain timeout (30 min), and the autoscaler cannot remove the node.',
    objects: [...objects, workloadObject(workload)],
    evidence: budgets.map(({ name, minAvailable, maxUnavailable }) => ({
      text: `${name}: minAvailable ${minAvailable ?? 'not set'}, maxUnavailable ${maxUnavailable ?? 'not set'}`,
      known: 'computed' as const,
      source: 'PodDisruptionBudgets',
    })),
    fix: fixOf(service, workload, objects, model),
    verify: [
      {
        command: kubectlFor(model.snapshot, service.service, 'get poddisruptionbudgets'),
        expect: 'ALLOWED DISRUPTIONS of at least 1',
      },
    ],
  });
}

function fixOf(
  { service }: ServiceModel,
  workload: Workload,
  [first, ...others]: readonly FindingObject[],
  { snapshot }: ClusterModel,
): Finding['fix'] {
  if (first === undefined || others.length > 0) {
    const names = others.map(({ name }) => name).join(' ');
    return {
      text: 'Keep one of the budgets. Deleting the others is undone by applying them again.',
      commands: [kubectlFor(snapshot, service, `delete poddisruptionbudget ${names}`)],
      patch: null,
    };
  }
  const allowOne = { spec: { minAvailable: null, maxUnavailable: 1 } };
  if (workload.replicas > 1) return patchFix(snapshot, first, 'Allow one pod at a time to be evicted.', allowOne);
  return {
    text: 'Run a second pod first: with one, either the drain waits or the Service is down. Then allow one at a time to be evicted.',
    commands: [
      workloadCommand(snapshot, workload, 'scale', ' --replicas=2'),
      ...patchFix(snapshot, first, '', allowOne).commands,
    ],
    patch: null,
  };
}
