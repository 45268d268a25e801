import type { ServiceReport } from '../../lib/report/service-report.ts';
import { Section } from '../ui/section.tsx';
import { type LifecyclePanel, type LifecycleSpan, prepareLifecycle } from './prepare-lifecycle.ts';

export function LifecycleSection({ lifecycle }: { readonly lifecycle: ServiceReport['lifecycle'] }) {
  const panels = prepareLifecycle(lifecycle);
  return (
    <Section
      id="lifecycle"
      title="When a pod shuts down"
      hint="How long Azure goes on sending, against how long the pod stays. Second 0 is the failure."
    >
      {panels.length === 0 ? (
        <p className="px-4 py-3 text-soft">No probe takes nodes out, and no workload is known.</p>
      ) : (
        <ul className="divide-y divide-line">
          {panels.map((panel) => (
            <li key={panel.key} className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[1fr_auto]">
              <div className="min-w-0">
                <h3 className="pb-2 font-semibold">{panel.title}</h3>
                <Spans panel={panel} />
              </div>
              <dl className="grid content-start grid-cols-[auto_auto] gap-x-4">
                {panel.facts.map((fact) => (
                  <div key={fact.name} className="contents">
                    <dt className="text-soft">{fact.name}</dt>
                    <dd>{fact.value}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Spans({ panel }: { readonly panel: LifecyclePanel }) {
  return (
    <ul className="grid gap-1">
      {panel.spans.map((span) => (
        <li key={span.key} className="grid items-center gap-x-3 sm:grid-cols-[248px_1fr]">
          <span>
            {span.label} <span className="whitespace-nowrap text-soft">{span.text}</span>
          </span>
          <span aria-hidden="true" className="block h-3 bg-sunken">
            <Bar span={span} totalSeconds={panel.totalSeconds} />
          </span>
        </li>
      ))}
      <li aria-hidden="true" className="grid gap-x-3 max-sm:hidden sm:grid-cols-[248px_1fr]">
        <span />
        <span className="flex justify-between text-xs text-soft">
          <span>0 s</span>
          <span>{panel.totalSeconds} s</span>
        </span>
      </li>
    </ul>
  );
}

function Bar({ span, totalSeconds }: { readonly span: LifecycleSpan; readonly totalSeconds: number }) {
  const percent = (seconds: number) => `${(seconds / totalSeconds) * 100}%`;
  return (
    <span
      className={`block h-3 ${span.look === 'window' ? 'bg-degraded' : 'bg-draining'}`}
      style={{ marginLeft: percent(span.startSeconds), width: percent(span.endSeconds - span.startSeconds) }}
    />
  );
}
