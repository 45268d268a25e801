import type { Log, ReportingDescriptor, Result, Run } from 'sarif';
import { withSince } from '../../lib/analysis/findings/since-words.ts';
import type { ListedFinding, Severity } from '../../lib/report/finding.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { AnalyzedBundle } from './analyzed-bundle.ts';
import { bundleVerdict } from './bundle-verdict.ts';
import type { FormatWriter, WriterOptions } from './format-writer.ts';

/** One SARIF 2.1.0 log with a run for each bundle, for code scanning and review tools. */
export function sarifWriter({ io }: WriterOptions): FormatWriter {
  const runs: Run[] = [];
  return {
    bundle: (path, bundle) => void runs.push(runOf(path, bundle)),
    failed: (path, message) => void runs.push(failedRun(path, message)),
    end: () => {
      const log: Log = {
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
        runs,
      };
      io.out(`${JSON.stringify(log, null, 2)}\n`);
    },
  };
}

function runOf(path: string, bundle: AnalyzedBundle): Run {
  const { cluster, takenAt } = bundleVerdict(bundle);
  const prints = new Map<string, number>();
  const codes = [...new Set(bundle.findings.map((finding) => finding.code))].sort();
  return {
    tool: { driver: { ...driver, rules: codes.map((code) => ruleOf(code, bundle.findings)) } },
    automationDetails: { id: `${cluster}/${takenAt}` },
    invocations: [{ executionSuccessful: true }],
    results: bundle.findings.map((finding) =>
      resultOf(finding, codes.indexOf(finding.code), { cluster, path, prints }),
    ),
  };
}

function failedRun(path: string, message: string): Run {
  const notification = { level: 'error' as const, message: { text: `${path}: ${message}` } };
  return {
    tool: { driver },
    invocations: [{ executionSuccessful: false, toolExecutionNotifications: [notification] }],
    results: [],
  };
}

const driver = { name: manifest.name, semanticVersion: manifest.version };

function ruleOf(code: string, findings: readonly ListedFinding[]): ReportingDescriptor {
  const [first, ...more] = findings.filter((finding) => finding.code === code);
  const worst = [first, ...more].reduce(
    (most, one) => Math.max(most, Number(SECURITY_SEVERITY[one?.severity ?? 'info'])),
    0,
  );
  return {
    id: code,
    name: code,
    shortDescription: { text: code.replaceAll('-', ' ') },
    help: { text: `Explained in ${first?.doc ?? 'the documentation'}.` },
    // Code scanning reads it here.
    properties: { 'security-severity': worst.toFixed(1) },
  };
}

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** What code scanning sorts by, 0 to 10. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.0',
  low: '3.0',
  info: '1.0',
};

interface Place {
  readonly cluster: string;
  readonly path: string;
  /** How often each fingerprint was used in this run. */
  readonly prints: Map<string, number>;
}

function resultOf(finding: ListedFinding, ruleIndex: number, { cluster, path, prints }: Place): Result {
  const { code, severity, impact, fix, since, acknowledged } = finding;
  const inForce = acknowledged?.state === 'in-force' ? acknowledged : null;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${withSince(finding)}. ${impact} ${fix.text}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(path) } },
        logicalLocations: finding.objects.map(({ kind, namespace, name }) => ({
          kind,
          name,
          fullyQualifiedName: [cluster, kind, namespace, name].filter((part) => part !== null).join('/'),
        })),
      },
    ],
    partialFingerprints: { 'finding/v1': fingerprint(finding, cluster, prints) },
    properties: { severity, impact, fix, since },
    ...(inForce === null
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: inForce.reason }] }),
  };
}

/** Objects that come and go while a finding stays the same. */
const PASSING: ReadonlySet<string> = new Set(['Node', 'Pod']);

/**
 * The same finding of the same objects is the same, whatever its numbers and nodes. Of several that agree in all of it
 * (`before`), each gets a number of its own: readers keep one result for each fingerprint.
 */
function fingerprint(finding: ListedFinding, cluster: string, before: Map<string, number>): string {
  const { code, service, objects } = finding;
  const lasting = objects.filter(
    ({ kind, name }) => !PASSING.has(kind) && !(kind === 'Service' && name === service?.name),
  );
  const named = service === null && lasting.length === 0 ? objects : lasting;
  const about = named.map(({ kind, namespace, name }) => [kind, namespace, name].filter(isGiven).join('/'));
  const text = [cluster, code, service?.namespace, service?.name, ...about].filter(isGiven).join(' ');
  const number = (before.get(text) ?? 0) + 1;
  before.set(text, number);
  return number === 1 ? text : `${text} #${number}`;
}

function isGiven(part: string | null | undefined): part is string {
  return part !== null && part !== undefined;
}

/** A path as a URI reference: separators stay, everything else that means something in a URI does not. */
function uriOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
