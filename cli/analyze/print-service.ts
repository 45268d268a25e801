import { percent } from '../../lib/analysis/findings/wording.ts';
import type { PolicyReport } from '../../lib/report/policy-report.ts';
import type { RuleReport, ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { CliIo } from '../output/cli-io.ts';
import { factor } from '../output/figures.ts';
import { statusText } from '../output/state-texts.ts';
import { nodesTable } from './nodes-table.ts';
import { podsTable } from './pods-table.ts';

/** One Service under one policy: where its connections enter, which nodes take them, and which pods they reach. */
export function printService(service: ServiceReport, policy: TrafficPolicy, io: CliIo): void {
  const { namespace, name, sentence, frontends, rules, externalTrafficPolicy: own } = service;
  const title = io.paint('bold', `${namespace}/${name}`);
  io.out(`\n${title}  ${statusText(service, io)}\n${sentence}\n`);
  for (const { ip, loadBalancer, matchedBy } of frontends) {
    const where = loadBalancer === null ? 'on no load balancer that is known' : `on ${loadBalancer}, by ${matchedBy}`;
    io.out(`  frontend  ${ip ?? 'no address yet'} ${where}\n`);
  }
  for (const rule of rules) io.out(`  rule      ${ruleLine(rule)}\n`);
  const what = policy === own ? `as configured` : `if it were ${policy}; it is ${own}`;
  const body = service.policies[policy];
  io.out(`\n  Under externalTrafficPolicy ${policy}, ${what}: ${trafficLine(body)}\n\n`);
  io.out(nodesTable(service, body, policy === own, io));
  if (body.pods.length > 0) io.out(`\n${podsTable(body.pods)}`);
  for (const { port, protocol, family, ...variant } of body.variants) {
    io.out(`\n  ${protocol}/${port} ${family} differs: ${trafficLine({ ...variant, variants: [] })}\n`);
  }
}

const ruleStates: Readonly<Record<RuleReport['state'], string>> = {
  present: '',
  missing: ', missing in Azure',
  'not-loaded': ', as expected: Azure was not read',
};

function ruleLine({
  name,
  protocol,
  frontendPort,
  backendPort,
  floatingIP,
  state,
  probe,
  observed,
}: RuleReport): string {
  const way = `${protocol} ${frontendPort} → ${backendPort}${floatingIP ? ' (floating IP)' : ''}`;
  const asked =
    probe === null
      ? 'no probe'
      : `probe ${probe.protocol} :${probe.port}${probe.path ?? ''} every ${probe.intervalSeconds} s × ${probe.threshold}`;
  const seen = observed === null ? '' : `; seen ${observed.up} up, ${observed.down} down`;
  return `${name}  ${way}, ${asked}${seen}${ruleStates[state]}`;
}

function trafficLine({
  lostShare,
  suspectShare,
  crossNodeShare,
  crossZoneShare,
  clientIpPreserved,
  imbalance,
}: PolicyReport): string {
  return [
    `${percent(lostShare)} lost${suspectShare > 0 ? `, up to ${percent(lostShare + suspectShare)} if silent nodes are dead or probes have yet to notice` : ''}`,
    `${percent(crossNodeShare)} hop to another node`,
    `${percent(crossZoneShare)} to another zone`,
    `hottest pod ${factor(imbalance.hottestPodFactor)} its fair share`,
    `client IP ${clientIpPreserved ? 'kept' : 'replaced'}`,
  ].join(', ');
}
