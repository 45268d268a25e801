import type { WorkloadReport } from '../../lib/report/lifecycle-report.ts';
import { formatCount } from '../format.ts';
import { StateBadge } from '../ui/state-badge.tsx';
import { rolloutWords } from './lifecycle-words.ts';

/** How the pods of a workload are replaced, and what holds drains and numbers of pods in bounds. */
export function RolloutFacts({ workload }: { readonly workload: WorkloadReport }) {
  const { rollout } = workload;
  return (
    <dl className="grid content-start grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      <Fact name="Pods ready by status">
        {workload.readyReplicas} of {workload.replicas}
      </Fact>
      <Fact name="Rollout">
        <StateBadge state={rolloutWords[rollout.verdict]} />
        <span className="block text-soft">{rollout.because}</span>
        {rollout.maxSurge !== null && rollout.maxUnavailable !== null && (
          <span className="block text-soft">
            surge {rollout.maxSurge}, at most {rollout.maxUnavailable} missing
            {rollout.availableDuring !== null && `, ${rollout.availableDuring} there at every moment`}
          </span>
        )}
      </Fact>
      <Fact name="Disruption budget">{budgetText(workload.disruptionBudgets)}</Fact>
      <Fact name="Autoscaler">
        {workload.autoscaler === null
          ? 'none known'
          : `${workload.autoscaler.name}: ${workload.autoscaler.minReplicas} to ${formatCount(workload.autoscaler.maxReplicas, 'pod')}`}
      </Fact>
    </dl>
  );
}

function budgetText(budgets: WorkloadReport['disruptionBudgets']): string {
  if (budgets === null) return 'unknown: budgets could not be read';
  if (budgets.length === 0) return 'none: a drain may take all pods at once';
  return budgets
    .map(({ name, disruptionsAllowed }) =>
      disruptionsAllowed === 0
        ? `${name}: a drain may take no pod now`
        : `${name}: a drain may take ${formatCount(disruptionsAllowed, 'pod')} now`,
    )
    .join('; ');
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
