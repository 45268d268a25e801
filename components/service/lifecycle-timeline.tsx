import { Fragment } from 'react';
import type { LifecycleSpan } from './prepare-lifecycle.ts';

const rowClass = 'grid items-center gap-x-3 sm:grid-cols-[300px_1fr]';

interface LifecycleTimelineProps {
  /** What happens at second 0. */
  readonly title: string;
  readonly spans: readonly LifecycleSpan[];
  readonly totalSeconds: number;
}

/** Stretches of time, one below the other on one axis. Each says in words what its bar shows. */
export function LifecycleTimeline({ title, spans, totalSeconds }: LifecycleTimelineProps) {
  if (spans.length === 0) return null;
  const labels = [...new Set(spans.map((span) => span.label))];
  return (
    <div className="grid gap-1">
      <h4 className="text-soft">{title}</h4>
      <ul className="grid gap-1">
        {labels.map((label) => {
          const own = spans.filter((span) => span.label === label);
          return (
            <li key={label} className={rowClass}>
              <span className="flex flex-wrap gap-x-2">
                {label}{' '}
                <span className="whitespace-nowrap text-soft">
                  {own.map((span) => (
                    <Fragment key={span.key}>{span.text}</Fragment>
                  ))}
                </span>
              </span>
              <span aria-hidden="true" className="relative block h-3 bg-sunken">
                {own.map((span) => (
                  <Bar key={span.key} span={span} totalSeconds={totalSeconds} />
                ))}
              </span>
            </li>
          );
        })}
        <li aria-hidden="true" className={`max-sm:hidden ${rowClass}`}>
          <span />
          <Axis totalSeconds={totalSeconds} />
        </li>
      </ul>
    </div>
  );
}

const looks: Readonly<Record<LifecycleSpan['look'], string>> = {
  coming: 'bg-draining',
  perhaps: 'bg-draining/45',
  pod: 'bg-idle/70',
  lost: 'bg-failing',
};

function Bar({ span, totalSeconds }: { readonly span: LifecycleSpan; readonly totalSeconds: number }) {
  const percent = (seconds: number) => `${(seconds / totalSeconds) * 100}%`;
  return (
    <span
      className={`absolute inset-y-0 min-w-0.5 print:[print-color-adjust:exact] ${looks[span.look]}`}
      style={{ left: percent(span.startSeconds), width: percent(span.endSeconds - span.startSeconds) }}
    />
  );
}

/** Seconds at both ends and in the middle. */
function Axis({ totalSeconds }: { readonly totalSeconds: number }) {
  const middle = Math.round(totalSeconds / 2);
  return (
    <span className="flex justify-between text-xs text-soft">
      <span>0 s</span>
      {middle * 2 === totalSeconds && <span>{middle} s</span>}
      <span>{totalSeconds} s</span>
    </span>
  );
}
