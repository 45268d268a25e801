import Link from 'next/link';
import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { clusterPath } from '../cluster/service-path.ts';
import { RefreshEvery } from '../live/refresh-every.tsx';
import type { ClusterOrigin } from '../shell/cluster-origin.ts';
import { SourceChips } from '../sources/source-chips.tsx';
import { statusWords } from '../status-vocabulary.ts';
import { StateIcon } from '../ui/state-icon.tsx';
import { toneClasses } from '../ui/tone-classes.ts';
import { type FleetRow, prepareFleet } from './prepare-fleet.ts';

interface FleetViewProps {
  readonly clusters: readonly {
    readonly id: string;
    readonly origin: ClusterOrigin;
    readonly summary: ClusterSummary;
  }[];
  readonly renderedAt: string;
}

const refreshSeconds = 10;

/** Which of my clusters needs me? */
export function FleetView({ clusters, renderedAt }: FleetViewProps) {
  const fleet = prepareFleet(clusters);
  const changes = clusters.some((cluster) => cluster.origin !== 'bundle');
  return (
    <div className="grid gap-4">
      {changes && <RefreshEvery seconds={refreshSeconds} />}
      <h1 className="text-xl font-semibold">{fleet.sentence}</h1>
      <ul className="grid gap-3">
        {fleet.rows.map((row) => (
          <li key={row.id}>
            <FleetCard row={row} renderedAt={renderedAt} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function FleetCard({ row, renderedAt }: { readonly row: FleetRow; readonly renderedAt: string }) {
  const words = statusWords[row.summary.status];
  const tone = toneClasses[words.tone];
  return (
    <article className={`grid gap-2 rounded-md border-l-4 bg-surface px-4 py-3 ${tone.border}`}>
      <div className="flex items-start gap-3">
        <StateIcon state={words} size={20} />
        <div className="min-w-0">
          <h2 className="font-semibold">
            <Link href={clusterPath(row.id)} prefetch={false} className="underline">
              {row.id}
            </Link>{' '}
            <span className={`font-medium ${tone.ink}`}>{words.word}</span>
          </h2>
          <p>{row.summary.sentence}</p>
          <p className="text-soft">{row.counts}</p>
        </div>
      </div>
      <SourceChips sources={row.summary.sources} renderedAt={renderedAt} />
    </article>
  );
}
