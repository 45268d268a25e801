import { withSince } from '../../lib/analysis/findings/since-words.ts';
import type { ListedFinding } from '../../lib/report/finding.ts';
import { counted } from '../output/figures.ts';
import type { AnalyzedBundle } from './analyzed-bundle.ts';
import { bundleVerdict } from './bundle-verdict.ts';
import type { FormatWriter, WriterOptions } from './format-writer.ts';

/** For tickets and pull requests: the verdict, then one section for each finding. */
export function markdownWriter({ io }: WriterOptions): FormatWriter {
  return {
    bundle: (_path, bundle) => io.out(markdownOf(bundle)),
    failed: (path, message) => io.out(`# ${plain(path)}\n\nCould not be analysed: ${plain(message)}\n\n`),
    end: () => undefined,
  };
}

function markdownOf(bundle: AnalyzedBundle): string {
  const { cluster, takenAt, sentence } = bundleVerdict(bundle);
  const parts = [`# ${plain(cluster)}: ingress health`, `${plain(sentence)} As of ${takenAt}.`];
  if (bundle.findings.length === 0) return `${[...parts, 'No findings.'].join('\n\n')}\n\n`;
  const open = bundle.findings.filter((finding) => finding.acknowledged?.state !== 'in-force').length;
  const muted = bundle.findings.length - open;
  const acknowledged = muted === 0 ? '' : `, ${muted} acknowledged`;
  return `${[...parts, `${counted(open, 'finding')}${acknowledged}.`, ...bundle.findings.map(section)].join('\n\n')}\n\n`;
}

function section(finding: ListedFinding): string {
  const { severity, impact, evidence, fix, verify, code, acknowledged } = finding;
  const known = acknowledged === null ? [] : [acknowledgedLine(acknowledged)];
  return [
    `## ${severity}: ${plain(withSince(finding))}`,
    ...known,
    plain(impact),
    evidence.map(({ text, known: how, source }) => `- ${plain(text)} (${how}: ${plain(source)})`).join('\n'),
    `**Fix:** ${plain(fix.text)}`,
    ...(fix.commands.length > 0 ? [block('sh', fix.commands.join('\n'))] : []),
    ...(fix.patch === null ? [] : [block('yaml', fix.patch.trimEnd())]),
    ...verify.flatMap(({ command, expect }) => [`**Then:** expect ${plain(expect)}`, block('sh', command)]),
    `Code: \`${code}\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function acknowledgedLine({ state, reason, until }: NonNullable<ListedFinding['acknowledged']>): string {
  const day = until.slice(0, 10);
  return state === 'in-force'
    ? `*Acknowledged until ${day}: ${plain(reason)}*`
    : `*An acknowledgement ended on ${day}: ${plain(reason)}*`;
}

/** A fence longer than any in the text. */
function block(language: string, text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [ticks]) => Math.max(most, ticks.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Names come from the cluster; none of them may become markup. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]|#]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, ' ');
}
