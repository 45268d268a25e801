'use client';

import { ChevronDown, ChevronRight, FlaskConical } from 'lucide-react';
import { useId, useState } from 'react';
import type { EmbeddedState } from '../../lib/report/embedded-state.ts';
import { Button } from '../ui/button.tsx';
import { EmbeddedControls } from './embedded-controls.tsx';
import { useEmbedded } from './use-embedded.ts';

/** Says that the cluster is not real, and lets things happen to it. */
export function ControlPanel() {
  const [open, setOpen] = useState(false);
  const { state, error, busy, send } = useEmbedded(open);
  const panel = useId();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section aria-label="Embedded AKS" className="rounded-md border border-dashed border-line-strong bg-surface">
      <div className="flex flex-wrap items-center gap-2 px-3 py-2">
        <FlaskConical size={16} aria-hidden="true" className="text-soft" />
        <p className="min-w-0 flex-1">
          Embedded AKS: {state === null ? 'simulated' : scenarioText(state)}, not a real cluster.
        </p>
        <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)} data-print="hide">
          <Chevron size={14} aria-hidden="true" />
          Make something happen
        </Button>
      </div>
      <div id={panel} hidden={!open} data-print="hide" className="grid gap-3 border-t border-line px-3 py-3">
        {open && state !== null && <EmbeddedControls state={state} busy={busy} send={send} />}
        {error !== null && (
          <p role="alert" className="font-semibold">
            That could not be done: {error}
          </p>
        )}
        {open && state !== null && (
          <section aria-label="What happened last">
            <p className="font-mono text-xs whitespace-pre-line text-soft">{journalText(state.journal)}</p>
          </section>
        )}
      </div>
    </section>
  );
}

/** What runs now; a scenario that was run later plays in the cluster of the first. */
function scenarioText({ scenario, startedWith, speed }: EmbeddedState): string {
  const where = scenario === startedWith ? '' : ` in the cluster of ${startedWith}`;
  return `scenario ${scenario}${where}${speed === 0 ? ', paused' : speed === 1 ? '' : `, at ${speed}× real time`}`;
}

function journalText(journal: EmbeddedState['journal']): string {
  return journal.map(({ at, text }) => `${at.slice(11, 19)} ${text}`).join('\n');
}
