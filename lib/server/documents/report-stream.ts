import type { Analysis } from '../../analysis/analysis.ts';
import { encodedFrame, encodeService, nodeTable } from '../../analysis/encode-report.ts';
import { reportFrame } from '../../analysis/report-cluster.ts';
import { serviceReport } from '../../analysis/report-service.ts';

export type ReportEncoding = 'plain' | 'node-runs';

/** Rows of Services × nodes from which on a report is sent as runs unless asked for otherwise. */
const plainCellsMax = 250_000;

export function usualEncoding(analysis: Analysis): ReportEncoding {
  return analysis.services.size * analysis.model.nodes.length > plainCellsMax ? 'node-runs' : 'plain';
}

/**
 * The report as JSON text, one Service at a time: a large one never exists as a whole, and other requests get their
 * turn in between.
 */
export function* reportText(analysis: Analysis, encoding: ReportEncoding): Generator<string> {
  const { model, services } = analysis;
  const table = nodeTable(model);
  const frame = encoding === 'plain' ? reportFrame(analysis) : encodedFrame(analysis, table);
  yield `${JSON.stringify(frame).slice(0, -1)},"services":[`;
  let separator = '';
  for (const entry of services.values()) {
    const service = encoding === 'plain' ? serviceReport(entry, model) : encodeService(entry, model, table);
    yield separator + JSON.stringify(service);
    separator = ',';
  }
  yield ']}\n';
}
