'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { Figure } from '../explain/figure.tsx';
import { formatShare } from '../format.ts';
import { explainFairLine } from '../service/explain-share.ts';
import type { PolicyTraffic } from '../service/prepare-variants.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { type Comparators, compareText, nextSort, type Sort, sortRows } from '../table/sort-rows.ts';
import { ObjectName } from '../ui/object-name.tsx';
import type { Distribution, ShareItem } from './prepare-distribution.ts';

/** The chart library is large and is loaded when the page stands. */
const ShareChart = dynamic(async () => (await import('./share-chart.tsx')).ShareChart, { ssr: false });

interface DistributionPanelProps {
  readonly title: string;
  readonly distribution: Distribution;
  readonly viewed: TrafficPolicy;
  /** Traffic under the policy looked at. */
  readonly viewedTraffic: PolicyTraffic;
  readonly asTable: boolean;
}

export function DistributionPanel({ title, distribution, viewed, viewedTraffic, asTable }: DistributionPanelProps) {
  return (
    <div className="min-w-0 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4">
        <h3 className="font-semibold">{title}</h3>
        <Legend viewed={viewed} distribution={distribution} viewedTraffic={viewedTraffic} />
      </div>
      {distribution.items.every((item) => item.Cluster === 0 && item.Local === 0) ? (
        <p className="py-8 text-soft">Nothing gets connections here.</p>
      ) : asTable ? (
        <ShareTable title={title} items={distribution.items} />
      ) : (
        <div className="h-60">
          <ShareChart distribution={distribution} viewed={viewed} />
        </div>
      )}
    </div>
  );
}

function Legend({
  viewed,
  distribution,
  viewedTraffic,
}: Pick<DistributionPanelProps, 'viewed' | 'distribution' | 'viewedTraffic'>) {
  const { fairShare, fairLabel } = distribution;
  return (
    <ul className="flex flex-wrap gap-x-3 text-xs text-soft">
      {(['Cluster', 'Local'] as const).map((policy) => (
        <li key={policy} className="flex items-center gap-1">
          <span
            aria-hidden="true"
            className={`inline-block size-2.5 ${policy === 'Cluster' ? 'bg-series-cluster' : 'bg-series-local'} ${
              policy === viewed ? '' : 'opacity-40'
            }`}
          />
          {policy}
        </li>
      ))}
      {fairShare !== null && (
        <li className="flex items-center gap-1">
          <span aria-hidden="true" className="inline-block w-4 border-t border-dashed border-ink" />
          {fairLabel}:{' '}
          <Figure what={fairLabel} explain={() => explainFairLine(distribution.kind, viewedTraffic, fairShare)}>
            {formatShare(fairShare)}
          </Figure>
        </li>
      )}
    </ul>
  );
}

type ShareSort = 'name' | TrafficPolicy;

const comparators: Comparators<ShareItem, ShareSort> = {
  name: (a, b) => compareText(a.name, b.name),
  Cluster: (a, b) => b.Cluster - a.Cluster,
  Local: (a, b) => b.Local - a.Local,
};

export const shareColumns: readonly Column<ShareItem, ShareSort>[] = [
  {
    key: 'name',
    head: 'Name',
    sortBy: 'name',
    cell: (item) => (
      <span className="flex max-w-[44vw] sm:max-w-72">
        <ObjectName name={item.name} />
      </span>
    ),
  },
  {
    key: 'Cluster',
    head: 'Cluster',
    term: 'policy',
    sortBy: 'Cluster',
    numeric: true,
    cell: (item) => formatShare(item.Cluster),
  },
  {
    key: 'Local',
    head: 'Local',
    term: 'policy',
    sortBy: 'Local',
    numeric: true,
    cell: (item) => formatShare(item.Local),
  },
];

/** The same facts as the chart, one row each. */
function ShareTable({ title, items }: { readonly title: string; readonly items: readonly ShareItem[] }) {
  const [sort, setSort] = useState<Sort<ShareSort> | null>(null);
  return (
    <DataTable
      label={title}
      columns={shareColumns}
      rows={sortRows(items, comparators, sort)}
      rowKey={(item) => item.name}
      nameOfRow={(item) => item.name}
      sort={sort}
      onSort={(by) => setSort(nextSort(sort, by))}
    />
  );
}
