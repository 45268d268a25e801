'use client';

import { HeadWords } from '../explain/head-words.tsx';
import { Command } from '../ui/command.tsx';
import { KnownTag } from '../ui/known-tag.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { StateIcon } from '../ui/state-icon.tsx';
import { toneClasses } from '../ui/tone-classes.ts';
import type { HopId } from '../url-state.ts';
import { type Hop, hopStateWords, hopTerms, hopTitles } from './hop.ts';
import type { PathLadder as Ladder } from './prepare-path-ladder.ts';

interface PathLadderProps {
  readonly ladder: Ladder;
  /** Hop to show in full; null: the first broken one, else the first. */
  readonly chosen: HopId | null;
  readonly onChoose: (hop: HopId) => void;
}

/** The way of a connection from frontend to pod, with the place where it dies, and how to check each hop by hand. */
export function PathLadder({ ladder, chosen, onChoose }: PathLadderProps) {
  const open = ladder.hops.find((hop) => hop.id === (chosen ?? ladder.first ?? 'frontend'));
  return (
    <div>
      <ol className="grid grid-cols-1 border-b border-line sm:grid-cols-2 md:grid-cols-4 xl:grid-cols-8">
        {ladder.hops.map((hop) => (
          <li key={hop.id} className="flex">
            <HopButton
              hop={hop}
              isFirst={hop.id === ladder.first}
              isOpen={hop.id === open?.id}
              onChoose={() => onChoose(hop.id)}
            />
          </li>
        ))}
      </ol>
      {open !== undefined && <HopDetails hop={open} />}
    </div>
  );
}

interface HopButtonProps {
  readonly hop: Hop;
  readonly isFirst: boolean;
  readonly isOpen: boolean;
  readonly onChoose: () => void;
}

function HopButton({ hop, isFirst, isOpen, onChoose }: HopButtonProps) {
  const state = hopStateWords[hop.state];
  const tone = toneClasses[state.tone];
  return (
    <button
      type="button"
      onClick={onChoose}
      aria-expanded={isOpen}
      aria-controls="hop-details"
      className={`flex w-full min-w-0 items-start gap-2 border-t-2 px-3 py-2 text-left hover:bg-hover aria-expanded:bg-selected ${
        isFirst ? tone.border : 'border-transparent'
      }`}
    >
      <span className="pt-0.5">
        <StateIcon state={state} size={16} />
      </span>
      <span className="min-w-0">
        <span className="block font-medium">
          {hopTitles[hop.id]}
          <span className="sr-only">: {state.word}</span>
        </span>
        <span className={`line-clamp-2 text-xs ${hop.state === 'fine' ? 'text-soft' : tone.ink}`}>{hop.summary}</span>
        {isFirst && (
          <span className={`block text-xs font-semibold ${tone.ink}`}>
            {hop.state === 'broken' ? 'first broken hop' : 'look here first'}
          </span>
        )}
      </span>
    </button>
  );
}

function HopDetails({ hop }: { readonly hop: Hop }) {
  return (
    <section
      id="hop-details"
      aria-label={`Hop ${hopTitles[hop.id]}`}
      className="grid gap-x-6 gap-y-3 px-4 py-3 lg:grid-cols-2"
    >
      <div className="grid min-w-0 content-start gap-2">
        <h3 className="flex flex-wrap items-center gap-2 font-semibold">
          <HeadWords of={{ head: hopTitles[hop.id], term: hopTerms[hop.id] }} />{' '}
          <StateBadge state={hopStateWords[hop.state]} washed />
        </h3>
        <ul className="grid gap-1">
          {hop.facts.map((fact) => (
            <li key={fact.text} className="flex items-baseline gap-2">
              <KnownTag known={fact.known} />
              <span className="min-w-0">{fact.text}</span>
            </li>
          ))}
          {hop.facts.length === 0 && <li className="text-soft">Nothing could be read here.</li>}
        </ul>
      </div>
      <div className="grid min-w-0 content-start gap-2">
        {hop.checks.map((check) => (
          <div key={check.command} className="grid gap-1">
            <Command command={check.command} what={`the check of ${hopTitles[hop.id]}`} />
            <p className="text-xs text-soft">Expect: {check.expect}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
