'use client';

import Link from 'next/link';
import { Popover } from 'radix-ui';
import { modelPath } from '../docs/model-section.ts';
import type { Explanation } from './explain-policy.ts';

interface ExplainedProps {
  /** What the number is, for those who cannot see where it stands. */
  readonly what: string;
  readonly value: string;
  readonly explanation: Explanation;
}

/** A number that tells on request how it is computed, with its inputs. */
export function Explained({ what, value, explanation }: ExplainedProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`${value}: how ${what} is computed`}
        className="cursor-help rounded-sm px-1 hover:bg-selected"
        title="How is this computed?"
      >
        {value}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={`How ${what} is computed`}
          className="z-40 grid max-w-96 gap-2 rounded-md border border-line bg-raised px-3 py-2 text-sm text-ink shadow-raised"
        >
          <p>{explanation.formula}</p>
          <p className="font-mono text-xs [overflow-wrap:anywhere]">{explanation.filled}</p>
          <p className="text-soft">
            Computed, not measured.{' '}
            <Link href={modelPath(explanation.section)} prefetch={false}>
              The model: {explanation.section}
            </Link>
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
