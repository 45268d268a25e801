import type { ReportEncoding } from '../../lib/server/documents/report-stream.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { CliIo } from '../output/cli-io.ts';
import type { AnalyzedBundle } from './analyzed-bundle.ts';
import { jsonWriter } from './json-writer.ts';
import { markdownWriter } from './markdown-writer.ts';
import type { OutputFormat } from './output-formats.ts';
import { sarifWriter } from './sarif-writer.ts';
import { tablesWriter } from './tables-writer.ts';

export interface WriterOptions {
  readonly io: CliIo;
  /** Several bundles were named. */
  readonly isList: boolean;
  /** Null: as small as the size of the cluster makes necessary. */
  readonly encoding: ReportEncoding | null;
  /** Policy whose nodes the tables show; null: the configured one of each Service. */
  readonly policy: TrafficPolicy | null;
}

/** Prints bundles in the order in which they come. */
export interface FormatWriter {
  readonly bundle: (path: string, bundle: AnalyzedBundle) => void;
  /** Stands for a bundle that could not be analysed. */
  readonly failed: (path: string, message: string) => void;
  readonly end: () => void;
}

export const writerOf: Readonly<Record<OutputFormat, (options: WriterOptions) => FormatWriter>> = {
  tables: tablesWriter,
  json: jsonWriter,
  markdown: markdownWriter,
  sarif: sarifWriter,
};
