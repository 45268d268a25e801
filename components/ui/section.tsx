import { AskTerm } from '../explain/ask-term.tsx';
import type { GlossaryTerm } from '../glossary.ts';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** The word of the field that the section is about. */
  readonly term?: GlossaryTerm;
  /** One line under the title: what the section answers. */
  readonly hint?: React.ReactNode;
  readonly actions?: React.ReactNode;
  readonly children: React.ReactNode;
}

export function Section({ id, title, term, hint, actions, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 rounded-md border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2">
        <span className="inline-flex items-center gap-1">
          <h2 id={`${id}-title`} className="text-base font-semibold">
            {title}
          </h2>
          {term !== undefined && <AskTerm what={title} term={term} look="mark" />}
        </span>
        {hint !== undefined && <p className="text-soft">{hint}</p>}
        {actions !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
