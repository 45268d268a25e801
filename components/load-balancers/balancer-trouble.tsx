import Link from 'next/link';
import type { LoadBalancerReport } from '../../lib/report/load-balancer-report.ts';
import { servicePath } from '../cluster/service-path.ts';
import { severityWords } from '../status-vocabulary.ts';
import { ObjectName } from '../ui/object-name.tsx';
import { PlainTable } from '../ui/plain-table.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { refText } from './filter-balancer.ts';

interface BalancerTroubleProps {
  readonly cluster: string;
  readonly balancer: LoadBalancerReport;
}

/** What differs from what the Services ask for, field by field, and what is left over. */
export function BalancerTrouble({ cluster, balancer: { name, drift, orphans } }: BalancerTroubleProps) {
  return (
    <>
      {drift.length > 0 && (
        <div className="border-b border-line pb-2">
          <h3 className="px-4 pt-3 pb-1 font-semibold">Differs from what the Service asks for</h3>
          <PlainTable
            label={`Differences of ${name}`}
            rows={drift}
            rowKey={(row) => `${row.object} ${row.field}`}
            columns={[
              {
                head: 'Effect',
                cell: (row) =>
                  row.breaksTraffic ? (
                    <StateBadge state={severityWords.critical}>breaks traffic</StateBadge>
                  ) : (
                    <StateBadge state={severityWords.medium}>other behaviour</StateBadge>
                  ),
              },
              { head: 'Object', cell: (row) => <ObjectName name={row.object} copy={row.kind} /> },
              { head: 'Field', cell: (row) => row.field },
              { head: 'Service wants', cell: (row) => <code className="font-mono text-xs">{row.expected}</code> },
              {
                head: 'Azure has',
                cell: (row) => <code className="font-mono text-xs font-semibold">{row.actual}</code>,
              },
              {
                head: 'Service',
                cell: (row) =>
                  row.service === null ? (
                    <span className="text-soft">none</span>
                  ) : (
                    <Link href={servicePath(cluster, row.service)} prefetch={false} className="font-mono text-xs">
                      {refText(row.service)}
                    </Link>
                  ),
              },
            ]}
          />
        </div>
      )}
      {orphans.length > 0 && (
        <div className="border-b border-line pb-2">
          <h3 className="px-4 pt-3 pb-1 font-semibold">Left over</h3>
          <PlainTable
            label={`Left over on ${name}`}
            rows={orphans}
            rowKey={(row) => `${row.kind} ${row.name}`}
            columns={[
              { head: 'Kind', cell: (row) => row.kind },
              { head: 'Object', cell: (row) => <ObjectName name={row.name} copy={row.kind} /> },
              { head: 'Why', cell: (row) => row.because },
            ]}
          />
        </div>
      )}
    </>
  );
}
