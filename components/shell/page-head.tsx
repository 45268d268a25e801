import Link from 'next/link';
import { keepUnits } from '../format.ts';
import type { ShownStatus } from '../shown-state.ts';
import { statusWords } from '../status-vocabulary.ts';
import { StateIcon } from '../ui/state-icon.tsx';
import { Term } from '../ui/term.tsx';
import { toneClasses } from '../ui/tone-classes.ts';

export interface Crumb {
  readonly label: string;
  /** Left out for the page itself. */
  readonly href?: string;
}

interface PageHeadProps {
  readonly crumbs: readonly Crumb[];
  readonly toolbar: React.ReactNode;
  /** Between the crumbs and the verdict. */
  readonly tabs?: React.ReactNode;
  readonly status: ShownStatus;
  /** Nobody has seen a probe: what is said follows from objects only. */
  readonly computedOnly: boolean;
  /** The one sentence of the page. */
  readonly sentence: string;
  readonly children?: React.ReactNode;
}

/** Where one is, what can be done with the page, and the verdict. */
export function PageHead({ crumbs, toolbar, tabs, status, computedOnly, sentence, children }: PageHeadProps) {
  const words = statusWords[status];
  const tone = toneClasses[words.tone];
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <nav aria-label="Where you are" className="min-w-0">
          <ol className="flex flex-wrap items-center gap-1">
            {crumbs.map((crumb, index) => (
              <li key={crumb.label} className="flex min-w-0 items-center gap-1">
                {index > 0 && <span aria-hidden="true">/</span>}
                {crumb.href === undefined ? (
                  <span aria-current="page" className="font-mono text-xs font-semibold">
                    {crumb.label}
                  </span>
                ) : (
                  <Link href={crumb.href} prefetch={false} className="font-mono text-xs">
                    {crumb.label}
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </nav>
        <div className="ml-auto flex flex-wrap items-center gap-1">{toolbar}</div>
      </div>
      {tabs}
      <div className={`grid gap-3 rounded-md border-l-4 bg-surface px-4 py-3 ${tone.border}`}>
        <div className="flex items-start gap-3">
          <StateIcon state={words} size={28} />
          <div className="min-w-0">
            <p className={`text-xs font-semibold tracking-wide uppercase ${tone.ink}`}>
              <Term term="status">{words.word}</Term>
              {computedOnly && status !== 'computed' && <span className="text-soft"> · computed only</span>}
            </p>
            <h1 className="text-lg font-semibold text-balance sm:text-xl">{keepUnits(sentence)}</h1>
          </div>
        </div>
        {children}
      </div>
    </div>
  );
}
