'use client';

import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import type { Explanation } from './explanation.ts';

/** Loaded at the first question: most people read numbers and ask nothing. */
const ExplainPopover = dynamic(async () => (await import('./explain-popover.tsx')).ExplainPopover, { ssr: false });

interface FigureProps {
  /** What the number is, for the heading of its explanation. */
  readonly what: string;
  /** Asked for only while the explanation is open. */
  readonly explain: () => Explanation;
  /** In a table the keys of the table lead to it, and Tab passes it by. */
  readonly inTable?: boolean;
  readonly children: React.ReactNode;
}

/** A number that tells on request how it is computed. Closed it is a plain button: thousands of them cost nothing. */
export function Figure({ what, explain, inTable = false, children }: FigureProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        data-figure
        tabIndex={inTable ? -1 : undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        title="How is this computed?"
        onClick={() => setOpen(!open)}
        className="figure"
      >
        {children}
      </button>
      {open && <ExplainPopover what={what} explanation={explain()} anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}
