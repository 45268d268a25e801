import type { Known } from '../../lib/report/known.ts';
import { knownWords } from '../status-vocabulary.ts';

const borders: Readonly<Record<Known, string>> = {
  measured: 'border-solid border-line-strong',
  computed: 'border-dashed border-line-strong',
  assumed: 'border-dotted border-line-strong',
};

/** How a statement is known. The border says it a second time: solid, dashed, dotted. */
export function KnownTag({ known }: { readonly known: Known }) {
  const words = knownWords[known];
  return (
    <span
      title={words.sentence}
      className={`inline-block rounded-sm border px-1 text-xs leading-4 text-soft ${borders[known]}`}
    >
      {words.word}
    </span>
  );
}
