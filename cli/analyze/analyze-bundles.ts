import { isMuted } from '../../lib/analysis/acknowledgements/acknowledge-findings.ts';
import { severityRank } from '../../lib/analysis/findings/severity-order.ts';
import { defaultSettings } from '../../lib/analysis/settings.ts';
import type { ListedFinding, Severity } from '../../lib/report/finding.ts';
import { readAcknowledgements } from '../../lib/server/config/read-acknowledgements.ts';
import type { ReportEncoding } from '../../lib/server/documents/report-stream.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { type CliIo, exitCodes } from '../output/cli-io.ts';
import { analyzeBundle } from './analyzed-bundle.ts';
import { writerOf } from './format-writer.ts';
import type { OutputFormat } from './output-formats.ts';

export interface AnalyzeOptions {
  readonly format: OutputFormat;
  /** Null: as small as the size of the cluster makes necessary. */
  readonly encoding: ReportEncoding | null;
  /** Null: all. */
  readonly service: { readonly namespace: string; readonly name: string } | null;
  /** Policy whose nodes the tables show; null: the configured one of each Service. */
  readonly policy: TrafficPolicy | null;
  /** Null: findings never fail the command. */
  readonly failOn: Severity | null;
  /** File of findings that people know of; null: none. */
  readonly acknowledgements: string | null;
}

/** Prints verdicts, shares and findings of bundles. Answers the exit code. */
export async function analyzeBundles(paths: readonly string[], options: AnalyzeOptions, io: CliIo): Promise<number> {
  const known =
    options.acknowledgements === null
      ? { ok: true as const, value: [] }
      : readAcknowledgements(options.acknowledgements);
  if (!known.ok) {
    for (const problem of known.problems) io.err(`${problem}\n`);
    return exitCodes.badInput;
  }
  const settings = { ...defaultSettings, acknowledgements: known.value };
  const { encoding, policy, service, failOn } = options;
  const isList = paths.length > 1;
  const writer = writerOf[options.format]({ io, isList, encoding, policy });
  let exitCode: number = exitCodes.good;
  for (const [index, path] of paths.entries()) {
    if (isList) io.err(`[${index + 1}/${paths.length}] ${path}\n`);
    const analyzed = await analyzeBundle(path, service, settings, io);
    if (!analyzed.ok) {
      io.err(`${analyzed.message}\n`);
      writer.failed(path, analyzed.message);
      exitCode = exitCodes.badInput;
      continue;
    }
    writer.bundle(path, analyzed.bundle);
    if (exitCode === exitCodes.good && reaches(analyzed.bundle.findings, failOn)) exitCode = exitCodes.findings;
  }
  writer.end();
  return exitCode;
}

/** `failOn` null: nothing does. What is acknowledged does not either. */
function reaches(findings: readonly ListedFinding[], failOn: Severity | null): boolean {
  if (failOn === null) return false;
  return findings.some((finding) => severityRank[finding.severity] <= severityRank[failOn] && !isMuted(finding));
}
