'use client';

import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { Button } from '../ui/button.tsx';
import { useViewState } from '../use-view-state.ts';
import { PolicySwitch } from './policy-switch.tsx';
import type { Variant } from './prepare-variants.ts';
import { VariantSelect } from './variant-select.tsx';

interface ViewToolbarProps {
  readonly variants: readonly Variant[];
  readonly variant: Variant;
  readonly configured: TrafficPolicy;
  readonly viewed: TrafficPolicy;
  readonly findings: number;
  readonly onView: (policy: TrafficPolicy) => void;
}

const sections = [
  ['map', 'Map'],
  ['nodes', 'Nodes'],
  ['pods', 'Pods'],
  ['distribution', 'Distribution'],
  ['lifecycle', 'Shutdown'],
  ['findings', 'Findings'],
] as const;

/** What the page looks at. It stays in view, because everything below follows it. */
export function ViewToolbar({ variants, variant, configured, viewed, findings, onView }: ViewToolbarProps) {
  const { state, update } = useViewState();
  return (
    <div
      className="sticky top-0 z-30 -mx-2 flex flex-wrap items-center gap-x-4 gap-y-2 border-y border-line bg-page px-2 py-2 sm:-mx-4 sm:px-4"
      data-print="hide"
    >
      <PolicySwitch configured={configured} viewed={viewed} onView={onView} />
      <VariantSelect variants={variants} chosen={variant} onChoose={(id) => update({ variant: id })} />
      <Button
        aria-pressed={state.asTables}
        onClick={() => update({ asTables: !state.asTables })}
        className="aria-pressed:border-line-strong aria-pressed:bg-selected"
        title="Every graph as a table"
      >
        As tables
      </Button>
      <nav aria-label="On this page" className="ml-auto max-md:hidden">
        <ul className="flex gap-x-3">
          {sections.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>
                {title}
                {id === 'findings' && ` (${findings})`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
