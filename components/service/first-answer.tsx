import type { ListedFinding, Severity } from '../../lib/report/finding.ts';
import { formatCount } from '../format.ts';
import type { Status } from '../status-vocabulary.ts';
import { Command } from '../ui/command.tsx';
import { Since } from '../ui/since.tsx';

interface FirstAnswerProps {
  /** Worst first. */
  readonly findings: readonly ListedFinding[];
  readonly status: Status;
  /** When the data was read. */
  readonly takenAt: string;
}

/** Of a Service that works only what would wake somebody comes before everything else. */
const urgent: ReadonlySet<Severity> = new Set<Severity>(['critical', 'high']);

/** Of the worst finding that nobody has acknowledged: who feels it, since when, and what to do first. The rest stands below. */
export function FirstAnswer({ findings, status, takenAt }: FirstAnswerProps) {
  const finding = findings.find(({ acknowledged }) => acknowledged?.state !== 'in-force');
  if (finding === undefined || (status === 'healthy' && !urgent.has(finding.severity))) return null;
  const [command] = finding.fix.commands;
  return (
    <dl className="grid gap-x-8 gap-y-2 lg:grid-cols-[2fr_3fr]">
      <div>
        <dt className="text-soft">Who feels it</dt>
        <dd>
          {finding.impact} <Since since={finding.since} takenAt={takenAt} />
        </dd>
      </div>
      <div className="min-w-0">
        <dt className="text-soft">What to do first</dt>
        <dd className="grid gap-1">
          <p>{finding.fix.text}</p>
          {command !== undefined && <Command command={command} what="the command of the first fix" />}
          <p className="text-soft">
            <a href="#findings">Evidence, patch and how to see that it worked</a>
            {findings.length > 1 && `; ${formatCount(findings.length - 1, 'more finding')}`}
          </p>
        </dd>
      </div>
    </dl>
  );
}
