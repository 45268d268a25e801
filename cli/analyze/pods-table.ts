import type { PolicyPod } from '../../lib/report/policy-report.ts';
import { percent } from '../output/figures.ts';
import { textTable } from '../output/text-table.ts';

const podsMax = 40;

/** Pods with what they get of all new connections, the busiest first. */
export function podsTable(pods: readonly PolicyPod[]): string {
  const shown = pods.toSorted((a, b) => b.share - a.share).slice(0, podsMax);
  const table = textTable<PolicyPod>(
    [
      { head: 'pod', cell: ({ name }) => name },
      { head: 'node', cell: ({ node }) => node ?? '–' },
      { head: 'state', cell: ({ state }) => state },
      { head: 'share', right: true, cell: ({ share }) => percent(share) },
    ],
    shown,
  );
  const rest = pods.length - shown.length;
  return rest === 0 ? table : `${table}  and ${rest} more; --json has them all\n`;
}
