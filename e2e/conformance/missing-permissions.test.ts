import { afterEach, describe, expect, test } from 'vitest';
import type { Report } from '../../lib/report/report.ts';
import type { ActionInput } from '../../simulator/actions/action.ts';
import { type LiveWorld, startLiveWorld } from './testing/live-world.ts';

let world: LiveWorld;
afterEach(() => world.stop());

const SCENARIO = 'healthy';
const codesOf = ({ findings }: Report): readonly string[] =>
  findings.map(({ code, service }) => `${code} ${service?.name}`).toSorted();

const KUBERNETES = [
  ['services', '', 'services'],
  ['endpointSlices', 'discovery.k8s.io', 'endpointslices'],
  ['nodes', '', 'nodes'],
  ['pods', '', 'pods'],
  ['deployments', 'apps', 'deployments'],
  ['replicaSets', 'apps', 'replicasets'],
  ['statefulSets', 'apps', 'statefulsets'],
  ['daemonSets', 'apps', 'daemonsets'],
  ['disruptionBudgets', 'policy', 'poddisruptionbudgets'],
  ['autoscalers', 'autoscaling', 'horizontalpodautoscalers'],
  ['networkPolicies', 'networking.k8s.io', 'networkpolicies'],
  ['ingresses', 'networking.k8s.io', 'ingresses'],
  ['httpRoutes', 'gateway.networking.k8s.io', 'httproutes'],
  ['events', '', 'events'],
  ['leases', 'coordination.k8s.io', 'leases'],
] as const;
/** Without these nobody can tell where a connection goes. */
const ROUTES: readonly string[] = ['services', 'endpointSlices', 'nodes'];

describe('Kubernetes refuses', () => {
  test.each(KUBERNETES)('%s: verb and resource are named, and nothing is claimed', async (name, group, plural) => {
    world = await startLiveWorld(SCENARIO, [{ do: 'deny', rights: [`* ${group}/${plural}`] }]);
    const qualified = group === '' ? plural : `${group}/${plural}`;
    expect(world.status('kubernetes', name)).toMatchObject({
      state: 'denied',
      observedAt: null,
      denied: { verb: 'list', resource: qualified },
    });
    const report = world.report();
    expect(report.services.filter(({ status }) => status === 'healthy' && ROUTES.includes(name))).toEqual([]);
    expect(report.findings.filter(({ severity }) => severity === 'critical' || severity === 'high')).toEqual([]);
  });
});

const NETWORK = 'Microsoft.Network';
const AZURE = [
  ['loadBalancers', '/loadBalancers', `${NETWORK}/loadBalancers/read`],
  ['publicIPAddresses', '/publicIPAddresses', `${NETWORK}/publicIPAddresses/read`],
  ['networkSecurityGroups', '/networkSecurityGroups', `${NETWORK}/networkSecurityGroups/read`],
  ['managedCluster', '/managedClusters/', 'Microsoft.ContainerService/managedClusters/read'],
  ['loadBalancerMetrics', '/metrics', 'Microsoft.Insights/metrics/read'],
] as const;
const refuse = (path: string): ActionInput => ({ do: 'arm-fault', fault: '403', path });

describe('Azure refuses', () => {
  test.each(AZURE)('%s: action and scope are named, and nothing is claimed', async (name, path, action) => {
    world = await startLiveWorld(SCENARIO, [refuse(path)]);
    await world.until(() => world.status('azure', name)?.state === 'denied');
    const status = world.status('azure', name);
    expect(status?.denied?.verb).toBe(action);
    expect(status?.denied?.resource).toMatch(/^\/subscriptions\/[^/]+\/resourceGroups\//i);
    const report = world.report();
    expect(report.findings.filter(({ severity }) => severity === 'critical' || severity === 'high')).toEqual([]);
    const measured = report.services.flatMap(({ verdicts }) => verdicts).filter(({ known }) => known === 'measured');
    expect(name === 'loadBalancers' ? measured : []).toEqual([]);
  });

  test('the health of rules: every verdict is computed', async () => {
    world = await startLiveWorld(SCENARIO, [refuse('/health')]);
    await world.until(({ snapshot }) => snapshot.sources.probes.resources.some(({ denied }) => denied !== null));
    const [refused] = world.current().snapshot.sources.probes.resources.filter(({ denied }) => denied !== null);
    expect(refused?.denied?.verb).toBe(`${NETWORK}/loadBalancers/loadBalancingRules/health/action`);
    const { services, findings } = world.report();
    const verdicts = services.flatMap((service) => service.verdicts);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(({ known }) => known === 'measured')).toEqual([]);
    const healthy = services.filter(({ status }) => status === 'healthy').map(({ sentence }) => sentence);
    expect(healthy.filter((sentence) => !sentence.includes('as computed, no probe was seen'))).toEqual([]);
    expect(findings.filter(({ severity }) => severity === 'critical')).toEqual([]);
  });

  test('the answers to health requests: the action is named, outside of any group', async () => {
    world = await startLiveWorld(SCENARIO, [refuse('/operationResults/')]);
    await world.until(({ snapshot }) => snapshot.sources.probes.resources.some(({ denied }) => denied !== null));
    const [refused] = world.current().snapshot.sources.probes.resources.filter(({ denied }) => denied !== null);
    expect(refused?.denied?.verb).toBe(`${NETWORK}/locations/operationResults/read`);
    expect(refused?.denied?.resource).toMatch(/^\/subscriptions\/[^/]+\/providers\//);
    const verdicts = world.report().services.flatMap((service) => service.verdicts);
    expect(verdicts.filter(({ known }) => known === 'measured')).toEqual([]);
  });

  test('everything: what Kubernetes tells is left, and nothing of it is called measured by Azure', async () => {
    world = await startLiveWorld(SCENARIO, [refuse('')]);
    await world.until(({ snapshot }) => snapshot.sources.azure.state === 'denied');
    const report = world.report();
    expect(report.services.filter(({ status }) => status === 'healthy')).toEqual([]);
    expect(codesOf(report).filter((code) => /drift|missing|orphan/.test(code))).toEqual([]);
  });
});
