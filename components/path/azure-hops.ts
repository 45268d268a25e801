import type { RuleReport } from '../../lib/report/service-report.ts';
import { formatCount, formatInstant, formatShareInText, formatWindow } from '../format.ts';
import { shellQuote } from '../ui/shell-quote.ts';
import type { Hop, HopCheck, HopFact, HopState } from './hop.ts';
import { azNetworkCommand, countVerdict, fineIfSeen, kubectlInNamespace, type LadderInput } from './ladder-input.ts';

/** The address that clients connect to. */
export function frontendHop(input: LadderInput): Hop {
  const { rule } = input.variant;
  const frontends = input.report.frontends.filter((frontend) => frontend.family === rule.family);
  const [first] = frontends;
  const isRead = rule.state !== 'not-loaded';
  const facts: HopFact[] = frontends.map((frontend) => ({
    text: `${frontend.ip ?? 'no address yet'}: ${frontend.frontendIPConfiguration ?? 'no frontend known'} on ${frontend.loadBalancer ?? 'no load balancer known'}, found by ${matchedByWords[frontend.matchedBy]}`,
    known: isRead ? 'measured' : 'computed',
  }));
  const state: HopState =
    first === undefined || first.ip === null
      ? 'broken'
      : !isRead
        ? 'unknown'
        : first.loadBalancer === null
          ? 'broken'
          : 'fine';
  const checks: HopCheck[] = [
    {
      command: kubectlInNamespace(input, `get service ${shellQuote(input.report.name)} -o wide`),
      expect: 'EXTERNAL-IP is the address that clients use',
    },
  ];
  if (first !== undefined && first.loadBalancer !== null && first.frontendIPConfiguration !== null) {
    const name = shellQuote(first.frontendIPConfiguration);
    checks.push({
      command: azNetworkCommand(input, `lb frontend-ip show --lb-name ${shellQuote(first.loadBalancer)} -n ${name}`),
      expect: 'provisioningState Succeeded and the same address',
    });
  }
  return { id: 'frontend', state, summary: first?.ip ?? 'no address yet', facts, checks };
}

const matchedByWords = {
  name: 'its name',
  'status-ip': 'the address in the status',
  'pinned-ip': 'the address asked for',
};

const ruleStates: Readonly<Record<RuleReport['state'], HopState>> = {
  present: 'fine',
  missing: 'broken',
  'not-loaded': 'unknown',
};

/** What the load balancer does with a connection to the port. */
export function ruleHop(input: LadderInput): Hop {
  const { rule } = input.variant;
  const route = `${rule.protocol.toUpperCase()} ${rule.frontendPort} → ${rule.backendPort}`;
  const summary =
    rule.state === 'present' ? route : rule.state === 'missing' ? 'missing in Azure' : `${route} expected`;
  const floating = rule.floatingIP ? 'the node sees the frontend address' : 'the node sees its own address';
  const facts: HopFact[] = [
    { text: `${rule.name}: ${route}, ${floating}`, known: rule.state === 'present' ? 'measured' : 'computed' },
  ];
  return { id: 'rule', state: ruleStates[rule.state], summary, facts, checks: azureCheck(input, 'rule', rule.name) };
}

/** What decides which members get connections. Failing nodes that should be up are counted here. */
export function probeHop(input: LadderInput): Hop {
  const { rule } = input.variant;
  const { probe, observed } = rule;
  if (probe === null) {
    const text = 'No probe: Azure counts every pool member as up, dead ones too.';
    return { id: 'probe', state: 'by-design', summary: 'no probe', facts: [{ text, known: 'computed' }], checks: [] };
  }
  const path = probe.path ?? '';
  const facts: HopFact[] = [
    {
      text: `${probe.protocol.toUpperCase()} ${probe.port}${path} every ${probe.intervalSeconds} s; ${formatCount(probe.threshold, 'answer')} in a row decide`,
      known: rule.state === 'present' ? 'measured' : 'computed',
    },
  ];
  if (rule.detect !== null) facts.push(detectFact(rule.detect));
  if (observed === null) {
    facts.push({ text: 'No answer of it was seen: whether nodes are up is computed only', known: 'computed' });
  } else {
    const text = `${observed.up} up, ${observed.down} down at ${formatInstant(observed.observedAt)} (${observedBy(observed.source)})`;
    facts.push({ text, known: 'measured' });
  }
  const wronglyOut = countVerdict(input, 'wrongly-out');
  const nobodyLeft = input.traffic.nodes.every((node) => node.share === 0);
  const state: HopState =
    wronglyOut > 0
      ? nobodyLeft
        ? 'broken'
        : 'warning'
      : countVerdict(input, 'unknown') > 0
        ? 'unknown'
        : fineIfSeen(input);
  const summary =
    wronglyOut > 0
      ? `${formatCount(wronglyOut, 'node')} wrongly down`
      : `${probe.protocol.toUpperCase()} :${probe.port}${path}`;
  return { id: 'probe', state, summary, facts, checks: azureCheck(input, 'probe', probe.name) };
}

/** docs/model.md "Time to detect". */
function detectFact({ explicitSeconds, silentSeconds, recoverySeconds }: NonNullable<RuleReport['detect']>): HopFact {
  const text = `It takes a node out ${formatWindow(explicitSeconds)} after the node begins to refuse, ${formatWindow(silentSeconds)} after it falls silent, and puts it back ${formatWindow(recoverySeconds)} after it serves again; what Azure itself adds is not known`;
  return { text, known: 'computed' };
}

/** The machines that the rule may send to. */
export function poolHop(input: LadderInput): Hop {
  const { rule } = input.variant;
  const members = input.traffic.nodes.filter((node) => node.inPool);
  const inRotation = members.filter((node) => node.share > 0);
  const isRead = rule.state !== 'not-loaded';
  const each = inRotation[0] === undefined ? '' : `, each with about ${formatShareInText(1 / inRotation.length)}`;
  return {
    id: 'pool',
    state: members.length === 0 ? 'broken' : isRead ? 'fine' : 'unknown',
    summary: `${members.length} of ${formatCount(input.traffic.nodes.length, 'node')}`,
    facts: [
      {
        text: `${rule.backendPool ?? 'No pool'}: ${formatCount(members.length, 'member')} with a node of the cluster`,
        known: isRead ? 'measured' : 'computed',
      },
      { text: `${inRotation.length} in rotation${each}`, known: rule.observed === null ? 'computed' : 'measured' },
    ],
    checks: rule.backendPool === null ? [] : azureCheck(input, 'address-pool', rule.backendPool),
  };
}

/** Who saw it, in the words of the page. */
function observedBy(source: string): string {
  return source === 'azure' ? 'seen by Azure' : 'seen on the nodes';
}

function azureCheck(input: LadderInput, kind: 'rule' | 'probe' | 'address-pool', name: string): HopCheck[] {
  const { loadBalancer } = input.variant.rule;
  if (loadBalancer === null) return [];
  return [
    {
      command: azNetworkCommand(input, `lb ${kind} show --lb-name ${shellQuote(loadBalancer)} -n ${shellQuote(name)}`),
      expect: expectations[kind],
    },
  ];
}

const expectations = {
  rule: 'the frontend, the pool and the probe of this page',
  probe: 'the protocol, the port and the path of this page',
  'address-pool': 'one entry for each member counted here',
};
