import { type Command, InvalidArgumentError, Option } from 'commander';
import { severitySchema } from '../../lib/report/finding.ts';
import type { ReportEncoding } from '../../lib/server/documents/report-stream.ts';
import type { CliIo } from '../output/cli-io.ts';
import type { AnalyzeOptions } from './analyze-bundles.ts';
import { type OutputFormat, outputFormats } from './output-formats.ts';

const examples = `
A bundle is a folder, .tgz, .tar.gz or .tar with the output of kubectl and az; \`capture\` makes one.

Examples:
  $ aks-ingress-health analyze night.tgz
  $ aks-ingress-health analyze night.tgz --service shop/web --policy Local
  $ aks-ingress-health analyze night.tgz --json | jq '.findings[] | .title'
  $ aks-ingress-health analyze prod/*.tgz --json --fail-on high > reports.json
  $ aks-ingress-health analyze night.tgz --format sarif --acknowledgements known.yaml > ingress.sarif

Exit codes: 0 done; 1 with --fail-on: findings of that severity or worse; 2 a bundle or option is unusable.
With several bundles --json prints an array in their order; one that cannot be read is {"formatVersion", "error"}.`;

interface Flags {
  readonly format?: OutputFormat;
  readonly json?: true;
  readonly encoding?: ReportEncoding;
  readonly service?: AnalyzeOptions['service'];
  readonly policy?: AnalyzeOptions['policy'];
  readonly failOn?: AnalyzeOptions['failOn'];
  readonly acknowledgements?: string;
}

/** `done` receives the exit code. */
export function addAnalyzeCommand(program: Command, io: CliIo, done: (exitCode: number) => void): void {
  program
    .command('analyze')
    .summary('say where the connections of a recorded cluster die, and why')
    .description('Verdicts, shares and findings of one or more bundles, as tables or as JSON.')
    .argument('<bundle...>', 'folder or archive')
    .addOption(new Option('--format <name>', 'how to print (default tables)').choices(outputFormats))
    .option('--json', 'the same as --format json: the document that the API answers with')
    .addOption(
      new Option('--encoding <name>', 'how JSON writes lists of nodes; large clusters use node-runs').choices([
        'plain',
        'node-runs',
      ]),
    )
    .option('--service <ns/name>', 'only this Service', serviceName)
    .addOption(
      new Option('--policy <policy>', 'policy whose nodes the tables show, whatever is configured').choices([
        'Cluster',
        'Local',
      ]),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 on findings of this severity or worse').choices(
        severitySchema.options,
      ),
    )
    .option('--acknowledgements <file>', 'findings that people know of, with reason and expiry; they never fail')
    .addHelpText('after', examples)
    .action(async (paths: string[], flags: Flags) => {
      const { encoding = null, service = null, policy = null, failOn = null, acknowledgements = null } = flags;
      const format = flags.format ?? (flags.json ? 'json' : 'tables');
      const { analyzeBundles } = await import('./analyze-bundles.ts');
      done(await analyzeBundles(paths, { format, encoding, service, policy, failOn, acknowledgements }, io));
    });
}

function serviceName(text: string): { readonly namespace: string; readonly name: string } {
  const [namespace = '', name = '', ...more] = text.split('/');
  if (namespace === '' || name === '' || more.length > 0) throw new InvalidArgumentError('Expected namespace/name.');
  return { namespace, name };
}
