'use client';

import Link from 'next/link';
import type { RefObject } from 'react';
import { modelPath } from '../docs/model-section.ts';
import { KnownTag } from '../ui/known-tag.tsx';
import { AnchoredPopover } from './anchored-popover.tsx';
import type { Explanation } from './explanation.ts';

interface ExplainPopoverProps {
  readonly what: string;
  readonly explanation: Explanation;
  /** The number that was asked about; it gets the focus back. */
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** Formula, inputs and the formula filled in. */
export function ExplainPopover({ what, explanation, anchor, onClose }: ExplainPopoverProps) {
  const { formula, filled, inputs, section, known } = explanation;
  return (
    <AnchoredPopover label={`How ${what} is computed`} anchor={anchor} align="end" onClose={onClose}>
      <p>{formula}</p>
      {inputs.length > 0 && (
        <dl className="grid grid-cols-[1fr_auto] gap-x-4">
          {inputs.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-soft">{name}</dt>
              <dd className="text-right [overflow-wrap:anywhere] tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="font-mono text-xs [overflow-wrap:anywhere]">{filled}</p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-soft">
        <KnownTag known={known} />
        <Link href={modelPath(section)} prefetch={false}>
          The model: {section}
        </Link>
      </p>
    </AnchoredPopover>
  );
}
