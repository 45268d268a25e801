'use client';

import Link from 'next/link';
import type { RefObject } from 'react';
import { modelPath, sectionOfTerm } from '../docs/model-section.ts';
import { type GlossaryTerm, glossary } from '../glossary.ts';
import { AnchoredPopover } from './anchored-popover.tsx';

interface TermPopoverProps {
  /** The words that were asked about. */
  readonly what: string;
  readonly term: GlossaryTerm;
  /** What they say here, besides. */
  readonly meaning: string | undefined;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** What a word of the field means, and where the model tells how it is computed. */
export function TermPopover({ what, term, meaning, anchor, onClose }: TermPopoverProps) {
  const section = sectionOfTerm[term];
  return (
    <AnchoredPopover label={`What ${what} means`} anchor={anchor} align="start" onClose={onClose}>
      <p>
        {what.toLowerCase() !== term.toLowerCase() && <strong className="font-semibold">{term}: </strong>}
        {glossary[term]}
      </p>
      {meaning !== undefined && <p>{meaning}</p>}
      <p>
        <Link href={modelPath(section)} prefetch={false}>
          The model: {section}
        </Link>
      </p>
    </AnchoredPopover>
  );
}
