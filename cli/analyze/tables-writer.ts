import { reportCluster } from '../../lib/analysis/report-cluster.ts';
import type { FormatWriter, WriterOptions } from './format-writer.ts';
import { printReport } from './print-report.ts';

/** Readable tables; what could not be read has been said already. */
export function tablesWriter({ io, policy }: WriterOptions): FormatWriter {
  return {
    bundle: (_path, bundle) => {
      const report = bundle.kind === 'service' ? bundle.report : reportCluster(bundle.analysis);
      printReport(report, { policy }, io);
    },
    failed: () => undefined,
    end: () => undefined,
  };
}
