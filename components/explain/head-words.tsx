import { type GlossaryTerm, glossary } from '../glossary.ts';
import { AskTerm } from './ask-term.tsx';

/** The head of a column of any table. */
export interface ColumnHead {
  /** Short head; the words must be readable alone. */
  readonly head: string;
  /** The word of the field that the column shows. None: its words are those of everyday, or names of Kubernetes. */
  readonly term?: GlossaryTerm;
  /** One line on what the column says beyond its term. */
  readonly meaning?: string;
}

/** What a pointer resting on the head is told. Undefined: nothing is to be said. */
export function headTitle({ term, meaning }: ColumnHead): string | undefined {
  const lines = [term === undefined ? undefined : glossary[term], meaning].filter((line) => line !== undefined);
  return lines.length === 0 ? undefined : lines.join(' ');
}

/** The words of a head that does not sort. */
export function HeadWords({ of: { head, term, meaning } }: { readonly of: ColumnHead }) {
  return term === undefined ? head : <AskTerm what={head} term={term} meaning={meaning} look="words" />;
}
