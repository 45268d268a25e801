import { percent } from '../../lib/analysis/findings/wording.ts';
import type { PolicyPod } from '../../lib/report/policy-report.ts';
import { textTable } from '../output/text-table.ts';

const podsMax = 40;

const answers: Readonly<Record<PolicyPod['answers'], string>> = {
  yes: '',
  no: ', but nobody answers',
  unknown: ', not heard from',
};

function stateOf({ state, answers: answer }: PolicyPod): string {
  return `${state}${answers[answer]}`;
}

/** Pods with what they get of all new connections, the busiest first. */
export function podsTable(pods: readonly PolicyPod[]): string {
  const shown = pods.toSorted((a, b) => b.share - a.share).slice(0, podsMax);
  const table = textTable<PolicyPod>(
    [
      { head: 'pod', cell: ({ name }) => name },
      { head: 'node', cell: ({ node }) => node ?? '–' },
      { head: 'state', cell: stateOf },
      { head: 'share', right: true, cell: ({ share }) => percent(share) },
    ],
    shown,
  );
  const rest = pods.length - shown.length;
  return rest === 0 ? table : `${table}  and ${rest} more; --json has them all\n`;
}
