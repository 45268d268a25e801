'use client';

import { CircleDot, type LucideIcon, Pause, Play, RefreshCw, WifiOff } from 'lucide-react';
import { formatCount, formatDuration, formatInstant } from '../format.ts';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { Button } from '../ui/button.tsx';
import { useNow } from './clock.ts';
import type { Connection } from './live-state.ts';
import type { Live } from './use-live-events.ts';

interface LiveIndicatorProps {
  readonly live: Live<unknown>;
  readonly renderedAt: string;
  readonly takenAt: string;
  /** The data is a recording; nothing new will come. */
  readonly recorded: boolean;
}

/** After this long without a word the page is called stale, not "reconnecting". */
const staleAfterSeconds = 15;

/** Whether the page still hears the server, and the button that holds the view still. */
export function LiveIndicator({ live, renderedAt, takenAt, recorded }: LiveIndicatorProps) {
  const now = useNow(renderedAt);
  const toggle = live.paused ? live.resume : live.pause;
  useShortcut('pause', toggle, !recorded);
  const shown = describeConnection(live.connection, now, recorded ? takenAt : null);
  return (
    <div className="flex items-center gap-1" data-print="hide">
      <span className="sr-only" role="status">
        {live.paused ? 'paused' : shown.announced}
      </span>
      <span
        aria-hidden="true"
        title={shown.title}
        className={`inline-flex items-center gap-1 px-1 font-medium whitespace-nowrap ${shown.ink}`}
      >
        <shown.icon size={14} />
        {live.paused ? 'paused' : shown.text}
      </span>
      {!recorded && (
        <Button look="quiet" onClick={toggle} aria-pressed={live.paused} title="Hold the view still (x)">
          {live.paused ? <Play size={14} aria-hidden="true" /> : <Pause size={14} aria-hidden="true" />}
          {live.paused ? resumeText(live.held) : 'Pause'}
        </Button>
      )}
    </div>
  );
}

interface Shown {
  readonly icon: LucideIcon;
  readonly text: string;
  /** The same without what ticks: a screen reader hears it once. */
  readonly announced: string;
  readonly title: string;
  readonly ink: string;
}

function describeConnection(connection: Connection, now: number, recordedAt: string | null): Shown {
  if (connection.state === 'reconnecting') {
    const silent = (now - Date.parse(connection.since)) / 1000;
    const title = `Nothing heard from the server since ${formatInstant(connection.since)}. What is shown is the last good data.`;
    return silent < staleAfterSeconds
      ? { icon: RefreshCw, text: 'reconnecting', announced: 'reconnecting', title, ink: 'text-degraded-ink' }
      : {
          icon: WifiOff,
          text: `stale for ${formatDuration(silent)}`,
          announced: 'stale',
          title,
          ink: 'text-degraded-ink',
        };
  }
  if (recordedAt !== null) {
    const title = 'A bundle: data of one moment, it does not change.';
    const text = `recorded ${formatInstant(recordedAt)}`;
    return { icon: CircleDot, text, announced: text, title, ink: 'text-soft' };
  }
  if (connection.state === 'connecting') {
    return {
      icon: RefreshCw,
      text: 'connecting',
      announced: 'connecting',
      title: 'Opening the event stream.',
      ink: 'text-soft',
    };
  }
  return {
    icon: CircleDot,
    text: 'live',
    announced: 'live',
    title: 'Changes appear by themselves.',
    ink: 'text-healthy-ink',
  };
}

function resumeText(held: number): string {
  return held === 0 ? 'Resume' : `Resume (${formatCount(held, 'change')})`;
}
