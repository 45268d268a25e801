import { percent } from '../../lib/analysis/findings/wording.ts';
import type { Report, SourceReport } from '../../lib/report/report.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { CliIo } from '../output/cli-io.ts';
import { factor } from '../output/figures.ts';
import { statusText } from '../output/state-texts.ts';
import { textTable } from '../output/text-table.ts';
import { printFindings } from './print-findings.ts';
import { printService } from './print-service.ts';

/** Above this, nodes and pods are shown for one Service at a time. */
const detailedServicesMax = 8;

export interface PrintOptions {
  /** Policy to look at; null: of each Service its own. */
  readonly policy: TrafficPolicy | null;
}

/** Readable text: what is wrong, how that is known, every Service, its nodes and pods, and what to do. */
export function printReport(report: Report, { policy }: PrintOptions, io: CliIo): void {
  io.out(`\n${io.paint('bold', report.cluster)}  ${report.takenAt}\n${report.sentence}\n\n`);
  for (const [name, source] of Object.entries(report.sources)) printSource(name, source, io);
  io.out('\n');
  if (report.services.length === 0) io.out('  No Service of type LoadBalancer.\n');
  else io.out(servicesTable(report.services, io));
  if (report.services.length > detailedServicesMax) {
    io.out(`\nNodes and pods of one of them: add --service <namespace>/<name>.\n`);
  } else {
    for (const service of report.services) printService(service, policy ?? service.externalTrafficPolicy, io);
  }
  printFindings(report.findings, io);
}

function printSource(name: string, { state, observedAt, error, resources }: SourceReport, io: CliIo): void {
  const style = state === 'live' ? 'green' : state === 'absent' ? 'gray' : 'yellow';
  const why = error === undefined ? '' : `  ${error}`;
  io.out(`  ${name.padEnd(11)}${io.paint(style, state.padEnd(8))}${observedAt ?? ''}${why}\n`);
  for (const resource of resources) {
    if (resource.error === null || resource.error === error) continue;
    io.out(`    ${resource.resource}: ${resource.error}\n`);
  }
}

function servicesTable(services: readonly ServiceReport[], io: CliIo): string {
  return textTable<ServiceReport>(
    [
      { head: 'service', cell: ({ namespace, name }) => `${namespace}/${name}` },
      { head: 'policy', cell: ({ externalTrafficPolicy }) => externalTrafficPolicy },
      { head: 'status', cell: (service) => statusText(service, io) },
      { head: 'frontends', cell: ({ frontends }) => frontends.map(({ ip }) => ip ?? 'none yet').join(', ') },
      { head: 'in rotation Cluster', right: true, cell: ({ policies }) => String(inRotation(policies.Cluster)) },
      { head: 'Local', right: true, cell: ({ policies }) => String(inRotation(policies.Local)) },
      { head: 'lost', right: true, cell: (service) => percent(configured(service).lostShare) },
      { head: 'hottest pod', right: true, cell: (service) => factor(configured(service).imbalance.hottestPodFactor) },
      { head: 'pods', right: true, cell: (service) => readyPods(service) },
    ],
    services,
  );
}

function configured({ policies, externalTrafficPolicy }: ServiceReport) {
  return policies[externalTrafficPolicy];
}

function inRotation({ nodes }: ServiceReport['policies']['Local']): number {
  return nodes.filter((node) => node.share > 0).length;
}

function readyPods(service: ServiceReport): string {
  const { pods } = configured(service);
  return `${pods.filter((pod) => pod.state === 'ready' && pod.answers !== 'no').length} of ${pods.length} ready`;
}
