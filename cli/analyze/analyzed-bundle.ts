import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import type { AnalysisSettings } from '../../lib/analysis/settings.ts';
import type { ListedFinding } from '../../lib/report/finding.ts';
import type { Report } from '../../lib/report/report.ts';
import { openBundle } from '../../lib/sources/bundle/open-bundle.ts';
import type { CliIo } from '../output/cli-io.ts';
import { narrowReport } from './narrow-report.ts';

/** What was asked of a bundle: the whole cluster, or one Service. */
export type AnalyzedBundle =
  | { readonly kind: 'cluster'; readonly analysis: Analysis; readonly findings: readonly ListedFinding[] }
  | { readonly kind: 'service'; readonly report: Report; readonly findings: readonly ListedFinding[] };

export type AnalyzedOrNot =
  | { readonly ok: true; readonly bundle: AnalyzedBundle }
  | { readonly ok: false; readonly message: string };

/** Opens and analyses one bundle; tells on `io.err` what in it could not be used. */
export async function analyzeBundle(
  path: string,
  service: { readonly namespace: string; readonly name: string } | null,
  settings: AnalysisSettings,
  io: CliIo,
): Promise<AnalyzedOrNot> {
  const opened = await openBundle(path);
  if (!opened.ok) return { ok: false, message: opened.message };
  for (const { file, pointer, message } of opened.problems) io.err(`${path}: ${file}${pointer}: ${message}\n`);
  for (const note of opened.notes) io.err(`${path}: ${note}\n`);
  const analysis = analyze(opened.snapshot, settings);
  if (service === null) return { ok: true, bundle: { kind: 'cluster', analysis, findings: analysis.findings } };
  const report = narrowReport(analysis, service.namespace, service.name);
  if (report === null) return { ok: false, message: `${path}: ${unknownService(service, analysis)}` };
  return { ok: true, bundle: { kind: 'service', report, findings: report.findings } };
}

function unknownService({ namespace, name }: { namespace: string; name: string }, { services }: Analysis): string {
  const known = [...services.keys()];
  const some = `${known.slice(0, 10).join(', ')}${known.length > 10 ? ', …' : ''}`;
  const has = known.length === 0 ? 'none' : some;
  return `there is no Service ${namespace}/${name} of type LoadBalancer; there is ${has}.`;
}
