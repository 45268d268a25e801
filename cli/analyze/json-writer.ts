import { reportText, usualEncoding } from '../../lib/server/documents/report-stream.ts';
import type { FormatWriter, WriterOptions } from './format-writer.ts';

/** Stands for a bundle that could not be analysed. */
interface FailedBundle {
  readonly formatVersion: 1;
  readonly error: { readonly bundle: string; readonly message: string };
}

/** The document that the API answers with; an array of them for several bundles. */
export function jsonWriter({ io, isList, encoding }: WriterOptions): FormatWriter {
  let separator = isList ? '[' : '';
  const next = (): void => {
    io.out(separator);
    separator = ',';
  };
  return {
    bundle: (_path, bundle) => {
      next();
      if (bundle.kind === 'service') {
        io.out(`${JSON.stringify(bundle.report)}\n`);
        return;
      }
      const chosen = encoding ?? usualEncoding(bundle.analysis);
      if (encoding === null && chosen !== 'plain') {
        io.err('The cluster is large, so lists of nodes are written as runs; --encoding plain writes them out.\n');
      }
      for (const text of reportText(bundle.analysis, chosen)) io.out(text);
    },
    failed: (path, message) => {
      next();
      const failed: FailedBundle = { formatVersion: 1, error: { bundle: path, message } };
      io.out(`${JSON.stringify(failed)}\n`);
    },
    end: () => {
      if (isList) io.out(']\n');
    },
  };
}
