'use client';

import Link from 'next/link';
import { Popover } from 'radix-ui';
import type { RefObject } from 'react';
import { modelPath } from '../docs/model-section.ts';
import { KnownTag } from '../ui/known-tag.tsx';
import type { Explanation } from './explanation.ts';

interface ExplainPopoverProps {
  readonly what: string;
  readonly explanation: Explanation;
  /** The number that was asked about; it gets the focus back. */
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** Formula, inputs and the formula filled in; closed by Escape, by a click elsewhere and by a second click. */
export function ExplainPopover({ what, explanation, anchor, onClose }: ExplainPopoverProps) {
  const { formula, filled, inputs, section, known } = explanation;
  return (
    <Popover.Root open onOpenChange={onClose}>
      <Popover.Anchor virtualRef={{ current: { getBoundingClientRect: () => rectOf(anchor.current) } }} />
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={`How ${what} is computed`}
          onInteractOutside={(event) => {
            // A second click on the number closes by itself.
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus({ preventScroll: true });
          }}
          className="z-40 grid max-h-[var(--radix-popover-content-available-height)] w-max max-w-[min(24rem,calc(100vw-16px))] gap-2 overflow-auto rounded-md border border-line bg-raised px-3 py-2 text-left text-sm font-normal whitespace-normal text-ink shadow-raised"
        >
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
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function rectOf(element: HTMLElement | null): DOMRect {
  return element?.getBoundingClientRect() ?? new DOMRect();
}
