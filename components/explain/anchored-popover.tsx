'use client';

import { Popover } from 'radix-ui';
import type { RefObject } from 'react';

interface AnchoredPopoverProps {
  readonly label: string;
  /** What was asked about; it gets the focus back. */
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly align: 'start' | 'end';
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

/** Text beside what was asked about; closed by Escape, by a click elsewhere and by a second click. */
export function AnchoredPopover({ label, anchor, align, onClose, children }: AnchoredPopoverProps) {
  return (
    <Popover.Root open onOpenChange={onClose}>
      <Popover.Anchor virtualRef={{ current: { getBoundingClientRect: () => rectOf(anchor.current) } }} />
      <Popover.Portal>
        <Popover.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          onInteractOutside={(event) => {
            // A second click on what was asked about closes by itself.
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus({ preventScroll: true });
          }}
          className="z-40 grid max-h-[var(--radix-popover-content-available-height)] w-max max-w-[min(24rem,calc(100vw-16px))] gap-2 overflow-auto rounded-md border border-line bg-raised px-3 py-2 text-left text-sm font-normal whitespace-normal text-ink shadow-raised"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function rectOf(element: HTMLElement | null): DOMRect {
  return element?.getBoundingClientRect() ?? new DOMRect();
}
