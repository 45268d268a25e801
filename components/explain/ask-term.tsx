'use client';

import { Info } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import type { GlossaryTerm } from '../glossary.ts';

/** Loaded at the first question: most people know the words. */
const TermPopover = dynamic(async () => (await import('./term-popover.tsx')).TermPopover, { ssr: false });

interface AskTermProps {
  /** The words that stand there. */
  readonly what: string;
  readonly term: GlossaryTerm;
  /** What they say here, besides. */
  readonly meaning?: string | undefined;
  /** `words`: they are the button themselves. `mark`: a small sign beside them, where a press on the words does something else. */
  readonly look: 'words' | 'mark';
}

/** Tells on request what a word of the field means, by mouse, keys and touch, and leads to the model. */
export function AskTerm({ what, term, meaning, look }: AskTermProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={look === 'mark' ? `About ${what}` : undefined}
        onClick={() => setOpen(!open)}
        className={look === 'mark' ? 'term-mark' : 'term-words'}
      >
        {look === 'mark' ? <Info size={12} aria-hidden="true" /> : what}
      </button>
      {open && <TermPopover what={what} term={term} meaning={meaning} anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}
