import type { ClusterSummary, ServiceSummary } from '../../lib/report/cluster-summary.ts';
import type { SourceReport } from '../../lib/report/report.ts';
import { sampleFindings } from './sample-findings.ts';

export function sampleSource(overrides: Partial<SourceReport> = {}): SourceReport {
  return { state: 'live', observedAt: '2026-11-06T03:12:05Z', resources: [], ...overrides };
}

/** Azure answered, but its health API is refused: the state of a team with Reader rights only. */
export const partlyDeniedSources: ClusterSummary['sources'] = {
  kubernetes: sampleSource(),
  azure: sampleSource({ state: 'stale', observedAt: '2026-11-06T03:05:40Z', error: 'HTTP 429, retry 03:13:10Z' }),
  probes: sampleSource({
    state: 'denied',
    observedAt: null,
    resources: [
      {
        resource: 'ruleHealth',
        state: 'denied',
        observedAt: null,
        error: 'AuthorizationFailed',
        denied: {
          verb: 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action',
          resource: '/subscriptions/s/resourceGroups/MC_prod_weu/providers/Microsoft.Network/loadBalancers/kubernetes',
        },
      },
    ],
  }),
};

export function sampleSummaryRow(overrides: Partial<ServiceSummary> = {}): ServiceSummary {
  return {
    namespace: 'shop',
    name: 'checkout',
    externalTrafficPolicy: 'Cluster',
    internal: false,
    status: 'healthy',
    known: 'measured',
    sentence: 'All 9 nodes in rotation deliver.',
    frontends: ['20.103.44.17'],
    hostCount: 1,
    hosts: ['shop.example.com'],
    ports: ['TCP/443'],
    poolMembers: 10,
    inRotation: { Cluster: 9, Local: 4 },
    lostShare: { Cluster: 0, Local: 0 },
    suspectShare: { Cluster: 0, Local: 0 },
    hottestPodFactor: { Cluster: 1, Local: 1.75 },
    readyPods: 7,
    pods: 7,
    verdictCounts: { 'in-rotation': 9, 'expected-out': 2 },
    spotNodesInPath: 0,
    podsOnSpotShare: 0,
    findings: [],
    acknowledgedFindings: 0,
    ...overrides,
  };
}

const worst = sampleFindings.map(({ code, severity, title }) => ({ code, severity, title }));

export const badNightSummary: ClusterSummary = {
  cluster: 'prod-weu',
  takenAt: '2026-11-06T03:12:07Z',
  acknowledgedFindings: 0,
  sentence:
    'shop/checkout loses 21.0 % of new connections: node aks-spot-18304512-vmss000001 stopped answering 41 s ago.',
  status: 'failing',
  known: 'measured',
  sources: partlyDeniedSources,
  services: [
    sampleSummaryRow({
      status: 'failing',
      sentence: '21.0 % of new connections time out: Azure still sends to a node that stopped answering.',
      lostShare: { Cluster: 0.2099, Local: 0.2 },
      hottestPodFactor: { Cluster: 1.17, Local: 2.25 },
      readyPods: 7,
      pods: 9,
      verdictCounts: { 'wrongly-in': 1, 'wrongly-out': 1, 'in-rotation': 8, 'expected-out': 1 },
      spotNodesInPath: 3,
      podsOnSpotShare: 1 / 7,
      findings: worst,
    }),
    sampleSummaryRow({
      namespace: 'ingress-nginx',
      name: 'ingress-nginx-controller-internal-partner-api',
      status: 'degraded',
      externalTrafficPolicy: 'Local',
      internal: true,
      sentence: 'All pods sit on one node.',
      frontends: ['10.224.0.250', 'fd12:3456::fa'],
      ports: ['TCP/80', 'TCP/443'],
      inRotation: { Cluster: 10, Local: 1 },
      hottestPodFactor: { Cluster: 1, Local: 1 },
      verdictCounts: { 'in-rotation': 1, 'expected-out': 9 },
      findings: [{ code: 'single-point-of-failure', severity: 'high', title: 'All 2 ready endpoints are on one node' }],
    }),
    sampleSummaryRow({
      name: 'payments',
      status: 'unknown',
      sentence: 'EndpointSlices are not readable.',
      frontends: [],
      inRotation: { Cluster: 0, Local: 0 },
      hottestPodFactor: { Cluster: null, Local: null },
      verdictCounts: { unknown: 10 },
    }),
    sampleSummaryRow({ name: 'web', frontends: ['20.103.44.18'] }),
    sampleSummaryRow({
      namespace: 'dns',
      name: 'authoritative',
      ports: ['UDP/53', 'TCP/53'],
      frontends: ['20.103.44.19'],
    }),
  ],
  nodePools: [
    {
      pool: 'spot',
      nodes: 4,
      ready: 3,
      spot: true,
      zones: [
        { zone: 'westeurope-1', nodes: 1, ready: 1 },
        { zone: 'westeurope-2', nodes: 1, ready: 0 },
        { zone: 'westeurope-3', nodes: 2, ready: 2 },
      ],
    },
    {
      pool: 'system',
      nodes: 3,
      ready: 3,
      spot: false,
      zones: ['westeurope-1', 'westeurope-2', 'westeurope-3'].map((zone) => ({ zone, nodes: 1, ready: 1 })),
    },
    { pool: 'web', nodes: 4, ready: 4, spot: false, zones: [{ zone: null, nodes: 4, ready: 4 }] },
  ],
  findingCounts: { critical: 0, high: 2, medium: 1, low: 0, info: 0 },
};

/** A cluster page with as many Services as asked; one in twenty is failing. */
export function manyServices(count: number): ClusterSummary {
  return {
    ...badNightSummary,
    services: Array.from({ length: count }, (_, index) =>
      sampleSummaryRow({
        namespace: `team-${index % 40}`,
        name: `service-${index}`,
        status: index % 20 === 0 ? 'failing' : 'healthy',
        lostShare: { Cluster: index % 20 === 0 ? 0.1 : 0, Local: 0 },
      }),
    ),
  };
}
