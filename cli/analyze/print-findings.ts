import type { Finding } from '../../lib/report/finding.ts';
import type { CliIo } from '../output/cli-io.ts';
import { counted } from '../output/figures.ts';
import { severityStyles } from '../output/state-styles.ts';

/** What is wrong, how that is known, what to do, and how to see that it worked. */
export function printFindings(findings: readonly Finding[], io: CliIo): void {
  if (findings.length === 0) {
    io.out('\nNo findings.\n');
    return;
  }
  io.out(`\n${io.paint('bold', counted(findings.length, 'finding'))}, worst first\n`);
  for (const finding of findings) printFinding(finding, io);
}

function printFinding({ severity, code, title, impact, evidence, fix, verify, doc }: Finding, io: CliIo): void {
  io.out(`\n${io.paint(severityStyles[severity], severity.toUpperCase())}  ${title}  [${code}]\n  ${impact}\n`);
  for (const { text, known, source } of evidence) io.out(`  · ${text} (${known}: ${source})\n`);
  io.out(`  Fix: ${fix.text}\n`);
  for (const command of fix.commands) io.out(`    $ ${command}\n`);
  for (const { command, expect } of verify) io.out(`  Then: ${command}\n        → ${expect}\n`);
  io.out(`  More: ${doc}\n`);
}
