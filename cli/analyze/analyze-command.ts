import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { severityRank } from '../../lib/analysis/findings/severity-order.ts';
import { reportCluster } from '../../lib/analysis/report-cluster.ts';
import type { Severity } from '../../lib/report/finding.ts';
import type { Report } from '../../lib/report/report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { openBundle } from '../../lib/sources/bundle/open-bundle.ts';
import { narrowReport } from './narrow-report.ts';
import { printReport } from './print-report.ts';

export interface AnalyzeOptions {
  readonly json: boolean;
  /** `ns/name`; null: all. */
  readonly service: string | null;
  /** Policy whose nodes the tables show; null: the configured one of each Service. */
  readonly policy: TrafficPolicy | null;
  /** Null: findings never fail the command. */
  readonly failOn: Severity | null;
}

export interface CommandStreams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A bundle that could not be analysed, in its place of the JSON array. */
interface FailedBundle {
  readonly formatVersion: 1;
  readonly error: { readonly bundle: string; readonly message: string };
}

const GOOD = 0;
const FINDINGS = 1;
const BAD_INPUT = 2;

/** Prints verdicts, shares and findings of bundles. Answers the exit code: 0, 1 (`failOn`), 2 (bad input). */
export async function analyzeCommand(
  paths: readonly string[],
  options: AnalyzeOptions,
  streams: CommandStreams,
): Promise<number> {
  const documents: (Report | FailedBundle)[] = [];
  let exitCode = GOOD;
  for (const [index, path] of paths.entries()) {
    if (paths.length > 1) streams.err(`[${index + 1}/${paths.length}] ${path}\n`);
    const result = await analyzeBundle(path, options, streams);
    if (!result.ok) {
      streams.err(`${path}: ${result.message}\n`);
      documents.push({ formatVersion: 1, error: { bundle: path, message: result.message } });
      exitCode = BAD_INPUT;
      continue;
    }
    documents.push(result.report);
    if (exitCode === GOOD && options.failOn !== null && reaches(result.report, options.failOn)) exitCode = FINDINGS;
    if (!options.json) printReport(result.report, options.policy, streams.out);
  }
  if (options.json) streams.out(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`);
  return exitCode;
}

type BundleResult = { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly message: string };

async function analyzeBundle(path: string, options: AnalyzeOptions, streams: CommandStreams): Promise<BundleResult> {
  const opened = await openBundle(path);
  if (!opened.ok) return { ok: false, message: opened.message };
  for (const problem of opened.problems) {
    streams.err(`${path}: ${problem.file}${problem.pointer}: ${problem.message}\n`);
  }
  const analysis = analyze(opened.snapshot);
  if (options.service === null) return { ok: true, report: reportCluster(analysis) };
  if (analysis.services.has(options.service)) {
    return { ok: true, report: narrowReport(reportCluster(analysis), options.service) };
  }
  return { ok: false, message: unknownService(options.service, analysis) };
}

function unknownService(service: string, analysis: Analysis): string {
  const known = [...analysis.services.keys()];
  const hint =
    known.length === 0 ? 'it has none' : `it has ${known.slice(0, 10).join(', ')}${known.length > 10 ? ', …' : ''}`;
  return `no Service ${service} of type LoadBalancer in this bundle; ${hint}`;
}

function reaches(report: Report, severity: Severity): boolean {
  return report.findings.some((finding) => severityRank[finding.severity] <= severityRank[severity]);
}
