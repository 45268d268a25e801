import type { ShutdownStepReport, WorkloadReport } from '../../lib/report/lifecycle-report.ts';
import type { ObservedAnswer } from '../../lib/report/observed-report.ts';
import type { PolicyNode } from '../../lib/report/policy-report.ts';
import { reasonWords } from '../../lib/report/probe-reasons.ts';
import type { RuleReport, ServiceReport } from '../../lib/report/service-report.ts';
import type { Verdict, VerdictReport } from '../../lib/report/verdict-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { sampleHost } from './sample-hosts.ts';
import { type SampleNode, samplePolicy } from './sample-policy.ts';

const base = 'a3f1c9d2e4b54f6c8a7d9e0b1c2d3e4f';

export function sampleRule(policy: TrafficPolicy, overrides: Partial<RuleReport> = {}): RuleReport {
  const local = policy === 'Local';
  return {
    name: `${base}-TCP-443`,
    loadBalancer: 'kubernetes',
    protocol: 'Tcp',
    frontendPort: 443,
    backendPort: 443,
    floatingIP: true,
    backendPool: 'kubernetes',
    servicePort: 443,
    family: 'IPv4',
    state: 'present',
    probe: {
      name: local ? `${base}-TCP-31800` : `${base}-TCP-443`,
      protocol: local ? 'Http' : 'Tcp',
      port: local ? 31_800 : 30_443,
      path: local ? '/healthz' : null,
      intervalSeconds: 5,
      threshold: 2,
    },
    detect: { explicitSeconds: [5, 10], silentSeconds: [10, 15], recoverySeconds: [5, 10] },
    observed: { up: 9, down: 1, source: 'Azure health API', observedAt: '2026-11-06T03:11:40Z' },
    ...overrides,
  };
}

/** A Service report over made-up machines. */
export function sampleService(
  nodes: readonly SampleNode[],
  policy: TrafficPolicy = 'Cluster',
  overrides: Partial<ServiceReport> = {},
): ServiceReport {
  const rule = sampleRule(policy);
  const policies = { Cluster: samplePolicy(nodes, 'Cluster'), Local: samplePolicy(nodes, 'Local') };
  const inRotation = policies[policy].nodes.filter((node) => node.share > 0);
  return {
    namespace: 'shop',
    name: 'checkout',
    uid: 'a3f1c9d2-e4b5-4f6c-8a7d-9e0b1c2d3e4f',
    externalTrafficPolicy: policy,
    internal: false,
    sessionAffinity: 'None',
    healthCheckNodePort: policy === 'Local' ? 31_800 : null,
    sentence:
      '1 of 9 nodes in rotation loses what Azure sends it: 21.0 % of new connections time out, since node spot-01 stopped answering.',
    status: 'failing',
    known: 'measured',
    addresses: { wanted: [], status: [] },
    frontends: [
      {
        ip: '20.103.44.17',
        family: 'IPv4',
        loadBalancer: 'kubernetes',
        frontendIPConfiguration: base,
        matchedBy: 'name',
      },
    ],
    hostCount: 1,
    hosts: [sampleHost('shop.example.com')],
    rules: [rule],
    policies,
    verdicts: nodes.map((node) => sampleVerdict(node, policy, rule.name)),
    lifecycle: sampleLifecycle,
    exposure: exposureOf(nodes, inRotation),
    ...overrides,
  };
}

const sampleLifecycle: ServiceReport['lifecycle'] = {
  workloads: [
    {
      kind: 'Deployment',
      name: 'checkout',
      replicas: 8,
      readyReplicas: 6,
      minReadySeconds: 0,
      terminationGracePeriodSeconds: 30,
      preStopSeconds: 5,
      shutdown: { Cluster: sampleShutdown([0, 2], 'enough'), Local: sampleShutdown([5, 12], 'short') },
      rollout: {
        verdict: 'reduced',
        maxSurge: 2,
        maxUnavailable: 2,
        availableDuring: 6,
        because: '2 of 8 pods may be missing at a time',
      },
      disruptionBudgets: [{ name: 'checkout', disruptionsAllowed: 1 }],
      autoscaler: null,
    },
  ],
  markDownSeconds: [5, 10],
  silentMarkDownSeconds: [10, 15],
};

function sampleShutdown(
  [soonest, latest]: readonly [number, number],
  verdict: ShutdownStepReport['verdict'],
): WorkloadReport['shutdown']['Local'] {
  const step = { neededSeconds: null, recommendedSeconds: null, because: 'as configured', known: 'computed' } as const;
  return {
    steps: [
      {
        ...step,
        step: 'pre-stop',
        configuredSeconds: 5,
        neededSeconds: [soonest, latest],
        recommendedSeconds: latest + 3,
        verdict,
      },
      { ...step, step: 'grace-period', configuredSeconds: 30, verdict: 'enough' },
      { ...step, step: 'min-ready', configuredSeconds: 0, verdict: 'enough' },
    ],
    lossSeconds: [Math.max(0, soonest - 5), Math.max(0, latest - 5)],
    lossShare: 1 / 7,
  };
}

function exposureOf(nodes: readonly SampleNode[], inRotation: readonly PolicyNode[]): ServiceReport['exposure'] {
  return {
    nodesInPath: inRotation.length,
    nodesWithPods: nodes.filter((node) => (node.pods ?? []).includes('ready') && node.dead !== true).length,
    spotNodesInPath: inRotation.filter((node) => node.spot).length,
    spotShare: inRotation.filter((node) => node.spot).reduce((sum, node) => sum + node.share, 0),
    podsOnSpotShare: 1 / 7,
  };
}

const becauseOf: Readonly<Record<Verdict, string>> = {
  'in-rotation': 'Azure reports it up and it forwards.',
  'expected-out': 'No ready endpoint on this node and the policy is Local.',
  draining: 'Only a terminating endpoint is left and Azure has not marked it down yet.',
  degraded: 'It has an eviction notice.',
  'wrongly-out': 'It forwards, but Azure reports Down_Probe_TcpProbeTimeout.',
  'wrongly-in': 'Azure reports it up; its last heartbeat is 41 s old and it drops everything.',
  unknown: 'Azure gives no value for it.',
};

function sampleVerdict(node: SampleNode, policy: TrafficPolicy, rule: string): VerdictReport {
  const verdict = verdictOf(node, policy);
  const sources = [`Node ${node.name}`, `Rule ${rule}`, 'Azure health API'];
  return {
    rule,
    node: node.name,
    verdict,
    because: becauseOf[verdict],
    known: 'measured',
    sources,
    observed: [sampleAnswer(verdict)],
  };
}

const sentTo: readonly Verdict[] = ['in-rotation', 'degraded', 'draining', 'wrongly-in'];

function sampleAnswer(verdict: Verdict): ObservedAnswer {
  const isUp = sentTo.includes(verdict);
  const reason = isUp ? 'Up_Probe_Success' : 'Down_Probe_HttpStatusCodeError';
  return {
    source: 'azure-health',
    state: isUp ? 'up' : 'down',
    reason,
    words: reasonWords('azure-health', reason),
    observedAt: '2026-11-06T03:11:40Z',
  };
}

function verdictOf(node: SampleNode, policy: TrafficPolicy): Verdict {
  if (node.inPool === false) return 'expected-out';
  if (node.dead === true) return 'wrongly-in';
  if (node.marked === 'down') return 'wrongly-out';
  if (policy === 'Cluster' || (node.pods ?? []).includes('ready')) return 'in-rotation';
  return (node.pods ?? []).includes('serving-terminating') ? 'draining' : 'expected-out';
}
