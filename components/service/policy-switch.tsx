'use client';

import type { TrafficPolicy } from '../../lib/snapshot/service.ts';

interface PolicySwitchProps {
  readonly configured: TrafficPolicy;
  readonly viewed: TrafficPolicy;
  readonly onView: (policy: TrafficPolicy) => void;
}

/** Which policy the page looks at. It never changes the cluster. */
export function PolicySwitch({ configured, viewed, onView }: PolicySwitchProps) {
  return (
    <fieldset className="inline-flex h-7 overflow-hidden rounded-md border border-line-strong">
      <legend className="sr-only">Policy to look at</legend>
      {(['Cluster', 'Local'] as const).map((policy) => (
        <label
          key={policy}
          className="inline-flex cursor-pointer items-center gap-1 px-2 has-checked:bg-selected has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="viewed-policy"
            value={policy}
            checked={viewed === policy}
            onChange={() => onView(policy)}
            className="sr-only"
          />
          {policy}{' '}
          <span className="text-xs font-normal text-soft">{policy === configured ? 'configured' : 'what if'}</span>
        </label>
      ))}
    </fieldset>
  );
}
