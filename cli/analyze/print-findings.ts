import { isMuted } from '../../lib/analysis/acknowledgements/acknowledge-findings.ts';
import { withSince } from '../../lib/analysis/findings/since-words.ts';
import type { ListedFinding } from '../../lib/report/finding.ts';
import type { CliIo } from '../output/cli-io.ts';
import { counted } from '../output/figures.ts';
import { severityStyles } from '../output/state-styles.ts';

/** What is wrong, how that is known, what to do, and how to see that it worked. */
export function printFindings(findings: readonly ListedFinding[], io: CliIo): void {
  if (findings.length === 0) {
    io.out('\nNo findings.\n');
    return;
  }
  const muted = findings.filter(isMuted).length;
  const last = muted === 0 ? '' : `, ${muted} acknowledged and last`;
  io.out(`\n${io.paint('bold', counted(findings.length, 'finding'))}, worst first${last}\n`);
  for (const finding of findings) printFinding(finding, io);
}

function printFinding(finding: ListedFinding, io: CliIo): void {
  const { severity, code, impact, evidence, fix, verify, doc, acknowledged } = finding;
  io.out(
    `\n${io.paint(severityStyles[severity], severity.toUpperCase())}  ${withSince(finding)}  [${code}]\n  ${impact}\n`,
  );
  if (acknowledged !== null) {
    const words = isMuted(finding) ? 'Acknowledged until' : 'An acknowledgement ended on';
    io.out(`  ${io.paint('gray', `${words} ${acknowledged.until.slice(0, 10)}: ${acknowledged.reason}`)}\n`);
  }
  for (const { text, known, source } of evidence) io.out(`  · ${text} (${known}: ${source})\n`);
  io.out(`  Fix: ${fix.text}\n`);
  for (const command of fix.commands) io.out(`    $ ${command}\n`);
  for (const { command, expect } of verify) io.out(`  Then: ${command}\n        → ${expect}\n`);
  io.out(`  More: ${doc}\n`);
}
