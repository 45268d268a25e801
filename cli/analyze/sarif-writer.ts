import type { Log, ReportingDescriptor, Result, Run } from 'sarif';
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
  const codes = [...new Set(bundle.findings.map((finding) => finding.code))].sort();
  return {
    tool: { driver: { ...driver, rules: codes.map((code) => ruleOf(code, bundle.findings)) } },
    automationDetails: { id: `${cluster}/${takenAt}` },
    invocations: [{ executionSuccessful: true }],
    results: bundle.findings.map((finding) => resultOf(finding, codes.indexOf(finding.code), cluster, path)),
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
  const first = findings.find((finding) => finding.code === code);
  return {
    id: code,
    name: code,
    shortDescription: { text: code.replaceAll('-', ' ') },
    help: { text: `Explained in ${first?.doc ?? 'the documentation'}.` },
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

function resultOf(finding: ListedFinding, ruleIndex: number, cluster: string, path: string): Result {
  const { code, severity, title, impact, fix, acknowledged } = finding;
  const inForce = acknowledged?.state === 'in-force' ? acknowledged : null;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${title}. ${impact} ${fix.text}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(path.replaceAll('\\', '/')) } },
        logicalLocations: finding.objects.map(({ kind, namespace, name }) => ({
          kind,
          name,
          fullyQualifiedName: [cluster, kind, namespace, name].filter((part) => part !== null).join('/'),
        })),
      },
    ],
    partialFingerprints: { 'finding/v1': fingerprint(finding, cluster) },
    properties: { severity, 'security-severity': SECURITY_SEVERITY[severity], impact, fix },
    ...(inForce === null
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: inForce.reason }] }),
  };
}

/** The same finding of the same objects is the same, whatever its numbers. */
function fingerprint({ code, service, objects }: ListedFinding, cluster: string): string {
  const about = service === null ? objects.map((object) => `${object.kind}/${object.namespace}/${object.name}`) : [];
  return [cluster, code, service?.namespace, service?.name, ...about].filter((part) => part !== undefined).join(' ');
}
