import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { HeadWords } from '../explain/head-words.tsx';
import { Term } from '../ui/term.tsx';
import { Explained } from './explained.tsx';
import type { ComparisonRow } from './prepare-policy-comparison.ts';

interface PolicyComparisonProps {
  readonly rows: readonly ComparisonRow[];
  readonly configured: TrafficPolicy;
}

const headClass = 'border-b border-line px-2 py-1 font-medium';

export function PolicyComparison({ rows, configured }: PolicyComparisonProps) {
  return (
    <table className="w-full" aria-label="Both policies in numbers">
      <thead>
        <tr>
          <th scope="col" className={`${headClass} pl-4 text-left text-soft`}>
            For new connections
          </th>
          {(['Cluster', 'Local'] as const).map((policy) => (
            <th key={policy} scope="col" className={`${headClass} text-right last:pr-4`}>
              <HeadWords of={{ head: policy, term: 'policy' }} />
              <span className="block text-xs font-normal text-soft">
                {policy === configured ? 'configured' : 'what if'}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} className="hover:bg-hover">
            <th scope="row" className="border-b border-line py-1 pr-2 pl-4 text-left font-normal">
              <Term term={row.term}>{row.label}</Term>
            </th>
            {(['Cluster', 'Local'] as const).map((policy) => (
              <td
                key={policy}
                className={`border-b border-line px-2 py-1 text-right last:pr-4 ${
                  policy === configured ? 'font-medium' : 'text-soft'
                }`}
              >
                <Explained
                  what={`${row.label} under ${policy}`}
                  value={row.values[policy]}
                  explanation={row.explanations[policy]}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
