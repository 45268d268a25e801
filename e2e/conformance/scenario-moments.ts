import {
  azurePart,
  both,
  deadNodes,
  everyNode,
  hostsOf,
  type Moment,
  markedNodes,
  nodesWithDeadProxy,
  noNode,
  noticedNodes,
} from './scenario-moment.ts';

const GATEWAY = 'ingress/gateway';
const LOCAL = 'ingress/gateway-local';

/** Moments at which nothing is wrong, and nothing may be called wrong. */
const quiet = (scenario: string, ...seconds: readonly number[]): Moment[] =>
  seconds.map((atSeconds) => ({ scenario, atSeconds, told: [] }));

const departing = (names: NonNullable<Moment['told'][number]['names']>) =>
  ({ code: 'departing-node-in-rotation', of: GATEWAY, names }) as const;
const onLostNode = (of: string) =>
  ({ code: 'endpoints-on-lost-node', of, names: both(deadNodes, hostsOf('gateway')) }) as const;

const flaps = { code: 'probe-flaps-all-nodes', of: GATEWAY, names: both(deadNodes, hostsOf('gateway')) } as const;

const deadProxy = (of: string) => ({ code: 'kube-proxy-unhealthy', of, names: nodesWithDeadProxy }) as const;
const shutOut = (of: string) => ({ code: 'network-policy-blocks-ingress', of }) as const;

const departures: readonly Moment[] = [
  // One empty node a minute: mark, five seconds, gone; the probe needs 10 to 15 s more, the Node object some 45 s.
  ...quiet('autoscaler-scale-down', 20, 85, 145, 200),
  ...[33, 93, 153].map((atSeconds) => ({
    scenario: 'autoscaler-scale-down',
    atSeconds,
    told: [departing(markedNodes)],
  })),
  { scenario: 'autoscaler-scale-down', atSeconds: 60, seen: 'azure', told: [] },
  { scenario: 'autoscaler-scale-down', atSeconds: 60, seen: 'objects', told: [departing(markedNodes)] },
  // The notice comes 30 s before the end; under Local the same evictions concern nobody.
  ...quiet('spot-eviction-cluster', 140, 235, 300, 340, 365, 430, 460),
  {
    scenario: 'spot-eviction-cluster',
    atSeconds: 30,
    told: [
      { code: 'spot-nodes-in-path', of: GATEWAY },
      { code: 'unrelated-nodes-in-path', of: GATEWAY },
    ],
  },
  ...[75, 165].map((atSeconds) => ({ scenario: 'spot-eviction-cluster', atSeconds, told: [departing(noticedNodes)] })),
  { scenario: 'spot-eviction-cluster', atSeconds: 112, seen: 'azure', told: [] },
  { scenario: 'spot-eviction-cluster', atSeconds: 112, seen: 'objects', told: [departing(noticedNodes)] },
  // Every node of the pool is replaced; a node that just joined may still report NotReady.
  ...quiet('pool-upgrade', 20, 60, 900),
  ...[150, 300, 500].map((atSeconds) => ({
    scenario: 'pool-upgrade',
    atSeconds,
    told: [],
    allowed: ['departing-node-in-rotation'],
  })),
];

const silence: readonly Moment[] = [
  // Dead from 60 s on. Azure has it down after 15 s, its heartbeat is missed after 25 to 35 s, Unknown after some 45 s.
  ...quiet('node-dies-silently', 50),
  { scenario: 'node-dies-silently', atSeconds: 90, seen: 'azure', told: [onLostNode(GATEWAY), flaps] },
  {
    scenario: 'node-dies-silently',
    atSeconds: 90,
    seen: 'objects',
    told: [departing(deadNodes), onLostNode(GATEWAY), onLostNode(LOCAL), flaps],
  },
  { scenario: 'node-dies-silently', atSeconds: 125, seen: 'azure', told: [] },
  { scenario: 'node-dies-silently', atSeconds: 125, seen: 'objects', told: [departing(deadNodes)] },
  ...quiet('zone-loss', 50, 420),
  { scenario: 'zone-loss', atSeconds: 90, seen: 'azure', told: [onLostNode(GATEWAY), flaps] },
  {
    scenario: 'zone-loss',
    atSeconds: 90,
    seen: 'objects',
    told: [departing(deadNodes), onLostNode(GATEWAY), onLostNode(LOCAL), flaps],
  },
  { scenario: 'zone-loss', atSeconds: 200, seen: 'azure', told: [] },
  { scenario: 'zone-loss', atSeconds: 200, seen: 'objects', told: [departing(deadNodes)] },
];

const configuration: readonly Moment[] = [
  ...quiet('no-ready-pods', 20),
  {
    scenario: 'no-ready-pods',
    atSeconds: 70,
    told: [
      { code: 'no-ready-endpoints', of: GATEWAY },
      { code: 'local-no-ready-endpoints', of: LOCAL },
    ],
    status: { [GATEWAY]: 'failing', [LOCAL]: 'failing' },
  },
  ...quiet('portal-drift', 20),
  {
    scenario: 'portal-drift',
    atSeconds: 50,
    told: [{ code: 'probe-drift', of: GATEWAY, names: azurePart(GATEWAY, 'probes') }],
    verdict: { of: GATEWAY, verdict: 'wrongly-out', nodes: hostsOf('gateway') },
    status: { [GATEWAY]: 'failing', 'ingress/shop': 'healthy' },
  },
  {
    scenario: 'portal-drift',
    atSeconds: 120,
    told: [
      { code: 'probe-drift', of: GATEWAY, names: azurePart(GATEWAY, 'probes') },
      { code: 'rule-drift', of: 'ingress/shop', names: azurePart('ingress/shop', 'rules') },
    ],
    verdict: { of: 'ingress/shop', verdict: 'wrongly-in', nodes: everyNode },
    status: { [GATEWAY]: 'failing', 'ingress/shop': 'failing' },
  },
  {
    scenario: 'shared-ip-conflict',
    atSeconds: 30,
    told: [
      { code: 'port-conflict-on-shared-ip', of: 'ingress/other', names: () => ['web'] },
      { code: 'external-ip-pending', of: 'ingress/other' },
    ],
    status: { 'ingress/web': 'healthy', 'ingress/tls': 'healthy', 'ingress/other': 'failing' },
  },
  ...quiet('stale-pool-member', 3),
  {
    scenario: 'stale-pool-member',
    atSeconds: 60,
    told: [{ code: 'stale-pool-member', of: null, names: () => ['kubernetes/kubernetes'] }],
  },
];

/** Stories whose own codes are not told yet: nothing else may be called a fault, and the verdicts must be right. */
const onlyVerdicts: readonly Moment[] = [
  ...quiet('nsg-blocks-probe', 20),
  {
    scenario: 'nsg-blocks-probe',
    atSeconds: 60,
    told: [
      { code: 'nsg-blocks-probe', of: GATEWAY },
      { code: 'nsg-blocks-probe', of: 'ingress/gateway-cluster' },
    ],
  },
  {
    scenario: 'nsg-blocks-probe',
    atSeconds: 61,
    seen: 'azure',
    told: [
      { code: 'nsg-blocks-probe', of: GATEWAY },
      { code: 'nsg-blocks-probe', of: 'ingress/gateway-cluster' },
    ],
    verdict: { of: 'ingress/gateway-cluster', verdict: 'wrongly-out', nodes: everyNode },
    status: { [GATEWAY]: 'failing', 'ingress/gateway-cluster': 'failing' },
  },
  ...quiet('network-policy-blocks', 20),
  { scenario: 'network-policy-blocks', atSeconds: 80, told: [shutOut(GATEWAY), shutOut(LOCAL)] },
  ...quiet('probe-path-404', 20),
  {
    scenario: 'probe-path-404',
    atSeconds: 60,
    told: [{ code: 'probe-path-rejected', of: GATEWAY }],
  },
  {
    scenario: 'probe-path-404',
    atSeconds: 61,
    seen: 'azure',
    told: [{ code: 'probe-path-rejected', of: GATEWAY }],
    verdict: { of: GATEWAY, verdict: 'wrongly-out', nodes: everyNode },
    status: { [GATEWAY]: 'failing' },
  },
  ...quiet('kube-proxy-dead', 20),
  {
    scenario: 'kube-proxy-dead',
    atSeconds: 80,
    seen: 'azure',
    told: [deadProxy(LOCAL)],
    verdict: { of: LOCAL, verdict: 'wrongly-out', nodes: noNode },
  },
  {
    scenario: 'kube-proxy-dead',
    atSeconds: 240,
    seen: 'azure',
    told: [deadProxy(LOCAL)],
    verdict: { of: GATEWAY, verdict: 'wrongly-out', nodes: nodesWithDeadProxy },
    status: { [GATEWAY]: 'degraded' },
  },
  ...quiet('shared-probe', 50),
  { scenario: 'shared-probe', atSeconds: 170, seen: 'objects', told: [] },
  { scenario: 'shared-probe', atSeconds: 170, seen: 'azure', told: [deadProxy(GATEWAY), deadProxy(LOCAL)] },
  {
    scenario: 'shared-probe',
    atSeconds: 100,
    seen: 'azure',
    told: [deadProxy(GATEWAY), deadProxy(LOCAL)],
    verdict: { of: GATEWAY, verdict: 'wrongly-out', nodes: nodesWithDeadProxy },
  },
  {
    scenario: 'shared-probe',
    atSeconds: 122,
    seen: 'azure',
    told: [departing(markedNodes), deadProxy(GATEWAY), deadProxy(LOCAL)],
  },
  { scenario: 'shared-probe', atSeconds: 122, seen: 'objects', told: [] },
  ...quiet('rollout-without-prestop', 20, 36, 60, 150, 220, 400),
];

const nothingWrong: readonly Moment[] = [
  ...quiet('healthy', 5, 60, 120),
  ...quiet('dual-stack', 5, 60),
  // The health of a thousand rules with five thousand members each would say nothing new.
  { scenario: 'full-size', atSeconds: 5, seen: 'objects', told: [] },
  ...quiet('local-empty-nodes', 5, 60),
  ...quiet('missing-permission', 5, 60),
  ...quiet('throttled-arm', 20, 60, 350, 420),
  ...quiet('rollout-with-prestop', 20, 36, 60, 120, 220, 400),
  ...quiet('several-load-balancers', 30, 120),
  // The pool of a Local Service follows its endpoints only every 30 s.
  { scenario: 'several-load-balancers', atSeconds: 75, told: [], allowed: ['node-missing-from-pool'] },
  { scenario: 'local-uneven', atSeconds: 30, told: [{ code: 'pods-unevenly-spread', of: GATEWAY }] },
];

export const moments: readonly Moment[] = [
  ...nothingWrong,
  ...departures,
  ...silence,
  ...configuration,
  ...onlyVerdicts,
];
