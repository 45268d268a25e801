import { CircleCheck, CircleQuestionMark } from 'lucide-react';
import type { ListedFinding } from '../../lib/report/finding.ts';
import { servicePath } from '../cluster/service-path.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FindingCard } from './finding-card.tsx';

interface FindingsListProps {
  readonly findings: readonly ListedFinding[];
  /** Whether every source could be read; without it an empty list is no good news. */
  readonly complete: boolean;
  /** Given where findings of several Services stand together: the cluster they belong to. */
  readonly cluster?: string;
  /** How many are open at first. */
  readonly openFirst: number;
  /** When the data was read. */
  readonly takenAt?: string;
}

export function FindingsList({ findings, complete, cluster, openFirst, takenAt }: FindingsListProps) {
  if (findings.length === 0) {
    return (
      <EmptyState icon={complete ? CircleCheck : CircleQuestionMark} title="No findings">
        {complete
          ? 'Every rule was checked against the data of all sources.'
          : 'Some sources could not be read, so some rules could not be checked.'}
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line">
      {findings.map((finding, index) => (
        <li key={findingKey(finding)}>
          <FindingCard
            finding={finding}
            open={index < openFirst}
            takenAt={takenAt}
            serviceHref={
              cluster === undefined || finding.service === null ? null : servicePath(cluster, finding.service)
            }
          />
        </li>
      ))}
    </ul>
  );
}

function findingKey(finding: ListedFinding): string {
  const objects = finding.objects.map((object) => `${object.kind} ${object.namespace} ${object.name}`).join(',');
  return `${finding.code} ${finding.service?.namespace}/${finding.service?.name} ${objects}`;
}
