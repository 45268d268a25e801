import type { BalancerMetricsReport } from '../../lib/report/metrics-report.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { Figure } from '../explain/figure.tsx';
import { HeadWords } from '../explain/head-words.tsx';
import { formatInstant } from '../format.ts';
import { KnownTag } from '../ui/known-tag.tsx';
import { type PlainColumn, PlainTable } from '../ui/plain-table.tsx';
import { explainSnat } from './explain-limit.ts';

type Frontend = BalancerMetricsReport['frontends'][number];

export const availabilityColumns: readonly PlainColumn<Frontend>[] = [
  { head: 'Address', cell: ({ ip, port }) => <span className="font-mono text-xs">{`${ip}:${port}`}</span> },
  {
    head: 'Data path',
    term: 'data path',
    cell: ({ ip, port, dataPath }) => <Sparkline series={dataPath} of={`Data path of ${ip}:${port}`} />,
  },
  {
    head: 'Probes',
    term: 'probe availability',
    meaning: 'Over all members.',
    cell: ({ ip, port, probes }) => <Sparkline series={probes} of={`Probes of ${ip}:${port}`} />,
  },
];

interface BalancerMetricsProps {
  readonly name: string;
  /** Null: not read. */
  readonly metrics: BalancerMetricsReport | null;
}

/** What Azure Monitor measured over the last minutes. */
export function BalancerMetrics({ name, metrics }: BalancerMetricsProps) {
  if (metrics === null || metrics.frontends.length === 0) return null;
  const { snat } = metrics;
  return (
    <div>
      <h3 className="flex items-baseline gap-2 px-4 pt-3 pb-1 font-semibold">
        <HeadWords of={{ head: 'Availability', term: 'probe availability' }} />{' '}
        <span className="font-normal text-soft">last 15 minutes, Azure Monitor</span>
      </h3>
      <PlainTable
        label={`Availability of ${name}`}
        rows={metrics.frontends}
        columns={availabilityColumns}
        rowKey={({ ip, port }) => `${ip}:${port}`}
      />
      {snat !== null && (
        <p className="px-4 py-2 text-soft">
          <HeadWords of={{ head: 'Outbound ports', term: 'SNAT ports' }} />:{' '}
          <Figure what="the use of outbound ports" explain={() => explainSnat(snat)}>
            {Math.round(snat.used)} of {Math.round(snat.allocated)}
          </Figure>{' '}
          in use on {snat.backendIP} at {formatInstant(snat.at)}, the fullest member. <KnownTag known="measured" />
        </p>
      )}
    </div>
  );
}
