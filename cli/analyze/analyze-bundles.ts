import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { severityRank } from '../../lib/analysis/findings/severity-order.ts';
import { reportCluster } from '../../lib/analysis/report-cluster.ts';
import type { Finding, Severity } from '../../lib/report/finding.ts';
import type { Report } from '../../lib/report/report.ts';
import { type ReportEncoding, reportText, usualEncoding } from '../../lib/server/documents/report-stream.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { openBundle } from '../../lib/sources/bundle/open-bundle.ts';
import { type CliIo, exitCodes } from '../output/cli-io.ts';
import { narrowReport } from './narrow-report.ts';
import { printReport } from './print-report.ts';

export interface AnalyzeOptions {
  readonly json: boolean;
  /** Null: as small as the size of the cluster makes necessary. */
  readonly encoding: ReportEncoding | null;
  /** Null: all. */
  readonly service: { readonly namespace: string; readonly name: string } | null;
  /** Policy whose nodes the tables show; null: the configured one of each Service. */
  readonly policy: TrafficPolicy | null;
  /** Null: findings never fail the command. */
  readonly failOn: Severity | null;
}

/** Stands for a bundle that could not be analysed. */
export interface FailedBundle {
  readonly formatVersion: 1;
  readonly error: { readonly bundle: string; readonly message: string };
}

/** Prints verdicts, shares and findings of bundles. Answers the exit code. */
export async function analyzeBundles(paths: readonly string[], options: AnalyzeOptions, io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.good;
  const isList = paths.length > 1;
  if (options.json && isList) io.out('[');
  for (const [index, path] of paths.entries()) {
    if (isList) io.err(`[${index + 1}/${paths.length}] ${path}\n`);
    if (options.json && index > 0) io.out(',');
    const analyzed = await analyzeBundle(path, options, io);
    if (!analyzed.ok) {
      io.err(`${analyzed.message}\n`);
      if (options.json) io.out(`${JSON.stringify(failedBundle(path, analyzed.message))}\n`);
      exitCode = exitCodes.badInput;
      continue;
    }
    analyzed.print();
    if (exitCode === exitCodes.good && reaches(analyzed.findings, options.failOn)) exitCode = exitCodes.findings;
  }
  if (options.json && isList) io.out(']\n');
  return exitCode;
}

type Analyzed =
  | { readonly ok: true; readonly findings: readonly Finding[]; readonly print: () => void }
  | { readonly ok: false; readonly message: string };

async function analyzeBundle(path: string, options: AnalyzeOptions, io: CliIo): Promise<Analyzed> {
  const opened = await openBundle(path);
  if (!opened.ok) return { ok: false, message: opened.message };
  for (const { file, pointer, message } of opened.problems) io.err(`${path}: ${file}${pointer}: ${message}\n`);
  for (const note of opened.notes) io.err(`${path}: ${note}\n`);
  const analysis = analyze(opened.snapshot);
  const { service } = options;
  if (service === null) {
    return { ok: true, findings: analysis.findings, print: () => printCluster(analysis, options, io) };
  }
  const report = narrowReport(analysis, service.namespace, service.name);
  if (report === null) return { ok: false, message: `${path}: ${unknownService(service, analysis)}` };
  return { ok: true, findings: report.findings, print: () => printNarrow(report, options, io) };
}

function printCluster(analysis: Analysis, { json, encoding, policy }: AnalyzeOptions, io: CliIo): void {
  if (!json) {
    printReport(reportCluster(analysis), { policy }, io);
    return;
  }
  const chosen = encoding ?? usualEncoding(analysis);
  if (encoding === null && chosen !== 'plain') {
    io.err('The cluster is large, so lists of nodes are written as runs; --encoding plain writes them out.\n');
  }
  for (const text of reportText(analysis, chosen)) io.out(text);
}

function printNarrow(report: Report, { json, policy }: AnalyzeOptions, io: CliIo): void {
  if (json) io.out(`${JSON.stringify(report)}\n`);
  else printReport(report, { policy }, io);
}

function failedBundle(bundle: string, message: string): FailedBundle {
  return { formatVersion: 1, error: { bundle, message } };
}

function unknownService({ namespace, name }: { namespace: string; name: string }, { services }: Analysis): string {
  const known = [...services.keys()];
  const some = `${known.slice(0, 10).join(', ')}${known.length > 10 ? ', …' : ''}`;
  const has = known.length === 0 ? 'none' : some;
  return `there is no Service ${namespace}/${name} of type LoadBalancer; there is ${has}.`;
}

/** `failOn` null: nothing does. */
function reaches(findings: readonly Finding[], failOn: Severity | null): boolean {
  return failOn !== null && findings.some((finding) => severityRank[finding.severity] <= severityRank[failOn]);
}
