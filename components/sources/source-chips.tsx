'use client';

import { Popover } from 'radix-ui';
import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { SourceReport } from '../../lib/report/report.ts';
import type { SourceState } from '../../lib/snapshot/source-status.ts';
import { type StateWords, sourceStateWords } from '../status-vocabulary.ts';
import { StateBadge } from '../ui/state-badge.tsx';
import { StateIcon } from '../ui/state-icon.tsx';
import { toneClasses } from '../ui/tone-classes.ts';
import { recordedWords } from './recorded-words.ts';
import { resourceUse } from './resource-uses.ts';
import { SourceAge } from './source-age.tsx';
import { sourceNames, sourceTitles } from './source-titles.ts';

interface SourceChipsProps {
  readonly sources: ClusterSummary['sources'];
  readonly renderedAt: string;
  /** When the recording was made, RFC 3339: ages are told as they were then. Null: the data is of now. */
  readonly recordedAt: string | null;
}

/** How far each source can be trusted right now. A click shows it resource by resource. */
export function SourceChips({ sources, renderedAt, recordedAt }: SourceChipsProps) {
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Sources">
      {sourceNames.map((name) => (
        <li key={name}>
          <SourceChip
            title={sourceTitles[name]}
            source={sources[name]}
            renderedAt={renderedAt}
            recordedAt={recordedAt}
          />
        </li>
      ))}
    </ul>
  );
}

interface SourceChipProps {
  readonly title: string;
  readonly source: SourceReport;
  readonly renderedAt: string;
  readonly recordedAt: string | null;
}

function SourceChip({ title, source, renderedAt, recordedAt }: SourceChipProps) {
  const words = wordsOf(source.state, recordedAt);
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`inline-flex h-7 items-center gap-1 rounded-md border bg-surface px-2 hover:bg-hover ${
          source.state === 'live' ? 'border-line' : toneClasses[words.tone].border
        }`}
      >
        <StateIcon state={words} />
        <span className="font-medium">{title}</span>
        {source.state !== 'live' && <span className={toneClasses[words.tone].ink}>{words.word}</span>}
        {source.observedAt !== null && (
          <span className="text-soft">
            <SourceAge instant={source.observedAt} renderedAt={renderedAt} recordedAt={recordedAt} />
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={16}
          className="grid max-h-96 max-w-[min(480px,calc(100vw-32px))] gap-2 overflow-y-auto rounded-md border border-line bg-raised p-3 shadow-raised"
        >
          <p>
            <span className="font-semibold">{title}: </span>
            {words.sentence}
          </p>
          {source.error !== undefined && <p className="font-mono text-xs">{source.error}</p>}
          <ResourceList source={source} renderedAt={renderedAt} recordedAt={recordedAt} />
          {source.resources.some((resource) => resource.denied !== null) && (
            <a href="#permissions">What to grant, and what is missing without it</a>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function wordsOf(state: SourceState, recordedAt: string | null): StateWords {
  return recordedAt !== null && state === 'live' ? recordedWords : sourceStateWords[state];
}

/** An add-on that a cluster does not have is nothing that somebody forgot to connect. */
const addOnAbsent: StateWords = {
  word: 'not there',
  sentence: 'The cluster does not serve it, or it was not asked for.',
  tone: 'idle',
  shape: 'circle-minus',
};

function resourceWords(
  { resource, state, error }: SourceReport['resources'][number],
  recordedAt: string | null,
): StateWords {
  const isLeftOut = state === 'absent' && error === null && resourceUse(resource).addOn === true;
  return isLeftOut ? addOnAbsent : wordsOf(state, recordedAt);
}

function ResourceList({ source, renderedAt, recordedAt }: Omit<SourceChipProps, 'title'>) {
  if (source.resources.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-t border-line">
      {source.resources.map((resource) => (
        <li key={resource.resource} className="flex flex-wrap items-center gap-x-3 py-1">
          <span className="flex-1">{resourceUse(resource.resource).title}</span>
          <StateBadge state={resourceWords(resource, recordedAt)} />
          {resource.observedAt !== null && (
            <span className="text-soft">
              <SourceAge instant={resource.observedAt} renderedAt={renderedAt} recordedAt={recordedAt} />
            </span>
          )}
          {resource.error !== null && <span className="w-full font-mono text-xs text-soft">{resource.error}</span>}
        </li>
      ))}
    </ul>
  );
}
