import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import { searchCluster } from '../../lib/analysis/search/search-cluster.ts';
import { defaultSettings } from '../../lib/analysis/settings.ts';
import { clusterAnalyzer } from '../../lib/collector/cluster-analyzer.ts';
import { type StartedCluster, startLiveCluster } from '../../lib/collector/start-live-cluster.ts';
import { openKubeAccess } from '../../lib/sources/kubernetes/access/open-kube-access.ts';
import { systemClock } from '../../lib/sources/kubernetes/clock.ts';
import { startKubernetesSource } from '../../lib/sources/kubernetes/kubernetes-source.ts';
import { change } from '../../simulator/control-plane/object-life.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../simulator/start-simulator.ts';
import { captureWorld } from './capture/capture-world.ts';

let simulator: Simulator;
let cluster: StartedCluster<Analysis>;

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'healthy', speed: 0 });
  const source = { kind: 'text', text: simulator.kubeconfig } as const;
  const opened = openKubeAccess({ source, context: null, entraCredential: null, clock: systemClock });
  if (!opened.ok) throw new Error(opened.message);
  cluster = startLiveCluster({
    id: 'embedded',
    origin: 'embedded',
    startKubernetes: (listener) => startKubernetesSource({ access: opened.access, listener }),
    connectAzure: null,
    analyzer: clusterAnalyzer(defaultSettings),
  });
  await cluster.settled;
});

afterAll(async () => {
  await cluster.stop();
  await simulator.stop();
});

const PUBLIC = [
  '*.preview.example.com none Ingress shop/shop',
  'pay.example.com:443 terminated VirtualService shop/pay',
  'shop.example.com terminated Ingress shop/shop',
];
const INTERNAL = ['orders.internal.example.com:80 none HTTPRoute shop/orders'];

function hostsOf(analysis: Analysis, name: string): readonly string[] {
  const hosts = reportService(analysis, { namespace: 'ingress', name })?.hosts ?? [];
  return hosts
    .map(
      ({ host, port, tls, via }) =>
        `${host}${port === null ? '' : `:${port}`} ${tls} ${via.kind} ${via.namespace}/${via.name}`,
    )
    .sort();
}

describe('the hosts of the embedded AKS', () => {
  it('are read from its API server, each through the Service that it enters through', () => {
    const { analysis, snapshot } = cluster.current();
    expect(hostsOf(analysis, 'gateway')).toEqual(PUBLIC);
    expect(hostsOf(analysis, 'gateway-internal')).toEqual(INTERNAL);
    const states = new Map(snapshot.sources.kubernetes.resources.map(({ resource, state }) => [resource, state]));
    expect(states.get('httpRoutes')).toBe('live');
    expect(states.get('tlsRoutes')).toBe('absent');
    expect(snapshot.sources.kubernetes.state).toBe('live');
  });

  it('are found by a pasted URL', () => {
    const { hits } = searchCluster(cluster.current().analysis, 'embedded', 'https://a.preview.example.com/x');
    expect(hits.map(({ title, href }) => `${title} ${href}`)).toEqual([
      '*.preview.example.com /clusters/embedded/services/ingress/gateway',
    ]);
  });

  it('are the same in a bundle of what kubectl prints', () => {
    const { snapshot } = captureWorld(simulator.world, { withHealth: false });
    const analysis = analyze(snapshot);
    expect(hostsOf(analysis, 'gateway')).toEqual(PUBLIC);
    expect(hostsOf(analysis, 'gateway-internal')).toEqual(INTERNAL);
  });
});

describe("Azure's own name for an address", () => {
  const world = buildScenario(loadScenario('healthy'), Date.UTC(2026, 10, 21), 1);
  const FQDN = 'shop-gateway.westeurope.cloudapp.azure.com';

  /** What a dashboard says a minute after the annotations of the gateway's Service are these. */
  function analysisWith(annotations: Record<string, string>): Analysis {
    change(world, 'services', 'ingress/gateway', (service) => ({
      ...service,
      metadata: { ...service.metadata, annotations: { 'simulator.aks/ingress-class': 'public', ...annotations } },
    }));
    advance(world, world.now + 60_000);
    return analyze(captureWorld(world, { withHealth: false }).snapshot);
  }
  const labelled = (label: string) => analysisWith({ 'service.beta.kubernetes.io/azure-dns-label-name': label });
  const namesOf = (analysis: Analysis) => hostsOf(analysis, 'gateway').filter((host) => host.includes('cloudapp'));
  const driftOf = ({ findings }: Analysis) => findings.filter(({ code }) => code.endsWith('-drift'));

  it('is among the hosts of the Service that asks for a DNS label, and found by it', () => {
    const analysis = labelled('shop-gateway');
    expect(namesOf(analysis)).toEqual([
      expect.stringMatching(`^${FQDN} unknown PublicIPAddress /kubernetes-a[0-9a-f]{31}$`),
    ]);
    expect(searchCluster(analysis, 'embedded', `http://${FQDN}/x`).hits.map(({ href }) => href)).toEqual([
      '/clusters/embedded/services/ingress/gateway',
    ]);
    expect(driftOf(analysis)).toEqual([]);
  });

  it('stays, and is no drift, when the annotation is taken off; an empty one takes it away', () => {
    const without = analysisWith({});
    expect(namesOf(without)).toHaveLength(1);
    expect(driftOf(without)).toEqual([]);
    const empty = labelled('');
    expect(namesOf(empty)).toEqual([]);
    expect(driftOf(empty)).toEqual([]);
    for (const ip of [...world.cloud.publicIps.values()])
      if (ip.name.startsWith('kubernetes-a')) world.cloud.publicIps.set(ip.name, { ...ip, dnsLabel: 'by-hand' });
    expect(driftOf(analyze(captureWorld(world, { withHealth: false }).snapshot))).toMatchObject([
      { code: 'rule-drift' },
    ]);
  });
});
