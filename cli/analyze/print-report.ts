import Table from 'cli-table3';
import type { Finding } from '../../lib/report/finding.ts';
import type { PolicyReport } from '../../lib/report/policy-report.ts';
import type { Report } from '../../lib/report/report.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';

const MAX_NODE_ROWS = 60;

/** Readable text: sentence, sources, each Service with its nodes and pods, findings with what to do. */
export function printReport(report: Report, policy: TrafficPolicy | null, print: (text: string) => void): void {
  print(`\n${report.cluster} at ${report.takenAt}\n${report.sentence}\n\n`);
  for (const [name, source] of Object.entries(report.sources)) {
    const note = source.error === undefined ? '' : `: ${source.error}`;
    print(`  ${name.padEnd(11)}${source.state}${note}\n`);
  }
  for (const service of report.services) printService(service, policy ?? service.externalTrafficPolicy, print);
  printFindings(report.findings, print);
}

function printService(service: ServiceReport, policy: TrafficPolicy, print: (text: string) => void): void {
  const configured = service.externalTrafficPolicy;
  const shown = policy === configured ? policy : `${policy} (it is ${configured})`;
  print(`\n${service.namespace}/${service.name}  ${service.status}  policy ${shown}\n${service.sentence}\n`);
  for (const frontend of service.frontends) {
    print(`  frontend ${frontend.ip ?? 'no address yet'} on ${frontend.loadBalancer ?? 'no known load balancer'}\n`);
  }
  for (const rule of service.rules) {
    const probe =
      rule.probe === null ? 'no probe' : `${rule.probe.protocol} :${rule.probe.port}${rule.probe.path ?? ''}`;
    print(`  rule ${rule.name} ${rule.protocol}/${rule.frontendPort} (${rule.state}), ${probe}\n`);
  }
  const body = service.policies[policy];
  print(`${nodeTable(service, body, policy === configured)}\n${podTable(body)}\n`);
  const { imbalance } = body;
  const hottest = imbalance.hottestPodFactor === null ? '–' : `${imbalance.hottestPodFactor.toFixed(2)} × fair`;
  print(
    `  lost ${percent(body.lostShare)}, second hop ${percent(body.crossNodeShare)}, other zone ${percent(body.crossZoneShare)}, hottest pod ${hottest}, client IP ${body.clientIpPreserved ? 'kept' : 'hidden'}\n`,
  );
}

function nodeTable(service: ServiceReport, body: PolicyReport, isConfigured: boolean): string {
  const verdicts = new Map(
    service.verdicts.filter((row) => row.rule === service.rules[0]?.name).map((row) => [row.node, row]),
  );
  const table = new Table({
    head: ['node', 'pool', 'zone', 'in pool', 'probe', 'forwards', 'share', isConfigured ? 'verdict' : ''],
    style: { head: [], border: [], compact: true },
  });
  const shown = body.nodes.toSorted((a, b) => b.share - a.share).slice(0, MAX_NODE_ROWS);
  for (const node of shown) {
    const name = node.spot ? `${node.name} (spot)` : node.name;
    const verdict = isConfigured ? (verdicts.get(node.name)?.verdict ?? '') : '';
    table.push([
      name,
      node.pool ?? '–',
      node.zone ?? '–',
      yes(node.inPool),
      node.expectedProbe,
      node.forwards,
      percent(node.share),
      verdict,
    ]);
  }
  const rest = body.nodes.length - shown.length;
  return table.toString() + (rest > 0 ? `\n  and ${rest} more nodes; --json has them all` : '');
}

function podTable(body: PolicyReport): string {
  const table = new Table({ head: ['pod', 'node', 'state', 'share'], style: { head: [], border: [], compact: true } });
  for (const pod of body.pods) table.push([pod.name, pod.node ?? '–', pod.state, percent(pod.share)]);
  return table.toString();
}

function printFindings(findings: readonly Finding[], print: (text: string) => void): void {
  if (findings.length === 0) {
    print('\nNo findings.\n');
    return;
  }
  print(`\nFindings, worst first\n`);
  for (const finding of findings) {
    print(`\n${finding.severity.toUpperCase()}  ${finding.code}\n  ${finding.title}\n  ${finding.impact}\n`);
    for (const { text, known, source } of finding.evidence) print(`  · ${text} (${known}: ${source})\n`);
    print(`  Fix: ${finding.fix.text}\n`);
    for (const command of finding.fix.commands) print(`    $ ${command}\n`);
    for (const { command, expect } of finding.verify) print(`  Verify: ${command}\n          → ${expect}\n`);
    print(`  ${finding.doc}\n`);
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function yes(flag: boolean): string {
  return flag ? 'yes' : 'no';
}
