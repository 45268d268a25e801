import { X } from 'lucide-react';
import { formatFactor, formatShare, formatZone } from '../format.ts';
import { podStateWords, statusWords, verdictWords } from '../status-vocabulary.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Command } from '../ui/command.tsx';
import { KnownTag } from '../ui/known-tag.tsx';
import { ObjectName } from '../ui/object-name.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { nodeCommands, type Selection } from './prepare-selection.ts';
import type { Variant } from './prepare-variants.ts';

interface SelectionPanelProps {
  readonly selection: Selection;
  readonly cluster: string;
  readonly variant: Variant;
  readonly healthCheckNodePort: number | null;
  readonly onClose: () => void;
}

/** Everything about the node or pod that was clicked, or that the link names. */
export function SelectionPanel(props: SelectionPanelProps) {
  const { selection, onClose } = props;
  const close = (
    <Button look="quiet" onClick={onClose} aria-label="Drop the selection (Esc)" data-print="hide">
      <X size={16} aria-hidden="true" />
    </Button>
  );
  if (selection.kind === 'gone') {
    return (
      <Banner state={statusWords.unknown} actions={close}>
        <span className="font-mono text-xs">{selection.name}</span> is selected in this link and is not there any more.
      </Banner>
    );
  }
  return (
    <section
      aria-label={`Selected ${selection.kind}`}
      className="grid gap-3 border-t border-line bg-selected/50 px-4 py-3"
    >
      <div className="flex items-center gap-3">
        <h3 className="flex min-w-0 items-center gap-2 font-semibold">
          <ObjectName name={selection.row.name} copy={selection.kind} />
        </h3>
        {selection.kind === 'node' ? (
          <StateBadge state={verdictWords[selection.row.verdict]} />
        ) : (
          <StateBadge state={podStateWords[selection.row.state]} />
        )}
        <span className="ml-auto">{close}</span>
      </div>
      {selection.kind === 'node' ? <NodeDetails {...props} selection={selection} /> : <PodDetails {...selection} />}
    </section>
  );
}

interface NodeDetailsProps extends Omit<SelectionPanelProps, 'selection'> {
  readonly selection: Extract<Selection, { kind: 'node' }>;
}

function NodeDetails({ selection, cluster, variant, healthCheckNodePort }: NodeDetailsProps) {
  const { row, pods, loss } = selection;
  const ip = variant.traffic.Cluster.nodes.find((node) => node.name === row.name)?.ip ?? null;
  return (
    <div className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      <div className="grid min-w-0 content-start gap-2">
        <p>
          {row.because} <KnownTag known={row.known} />
        </p>
        <p className="text-soft">
          {row.pool ?? 'no pool'} · {formatZone(row.zone)}
          {row.spot && ' · spot'} · {pods.length} of the Service’s pods
        </p>
        <ul className="grid gap-1">
          {loss.map((item) => (
            <li key={item.policy}>
              If it dies under {item.policy}: {item.text}.
            </li>
          ))}
        </ul>
        {row.sources.length > 0 && <p className="text-xs text-soft">Made from: {row.sources.join(' · ')}</p>}
      </div>
      <div className="grid min-w-0 content-start gap-1">
        {nodeCommands(cluster, row, healthCheckNodePort, ip).map((command) => (
          <Command key={command} command={command} />
        ))}
      </div>
    </div>
  );
}

function PodDetails({ row }: Extract<Selection, { kind: 'pod' }>) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4">
      <dt className="text-soft">Node</dt>
      <dd>{row.node ?? 'none known'}</dd>
      <dt className="text-soft">Address</dt>
      <dd className="font-mono text-xs">{row.ip}</dd>
      {(['Cluster', 'Local'] as const).map((policy) => (
        <div key={policy} className="contents">
          <dt className="text-soft">Share under {policy}</dt>
          <dd>
            {formatShare(row.share[policy])} ({formatFactor(row.factor[policy])} of the fair share)
          </dd>
        </div>
      ))}
    </dl>
  );
}
