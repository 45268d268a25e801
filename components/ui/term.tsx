'use client';

import Link from 'next/link';
import { Tooltip } from 'radix-ui';
import { modelPath, sectionOfTerm } from '../docs/model-section.ts';
import { type GlossaryTerm, glossary } from '../glossary.ts';

interface TermProps {
  readonly term: GlossaryTerm;
  readonly children?: React.ReactNode;
}

/** A word of the field with its one-line meaning on hover and on focus; it leads to how it is computed. */
export function Term({ term, children }: TermProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <Link
          href={modelPath(sectionOfTerm[term])}
          prefetch={false}
          className="cursor-help rounded-sm font-[inherit] text-inherit underline decoration-line-strong decoration-dotted underline-offset-2"
        >
          {children ?? term}
        </Link>
      </Tooltip.Trigger>
      <TooltipText>{glossary[term]}</TooltipText>
    </Tooltip.Root>
  );
}

export function TooltipText({ children }: { readonly children: React.ReactNode }) {
  return (
    <Tooltip.Portal>
      <Tooltip.Content
        sideOffset={4}
        collisionPadding={8}
        className="max-w-72 rounded-md border border-line bg-raised px-2 py-1 text-xs text-ink shadow-raised"
      >
        {children}
      </Tooltip.Content>
    </Tooltip.Portal>
  );
}
