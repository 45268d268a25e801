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
