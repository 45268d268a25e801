import { NetworkManagementClient } from '@azure/arm-network';
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Simulator, startSimulator } from '../../start-simulator.ts';

const inner = createDefaultHttpClient();

/** Sends the last hop of a request to the simulator, as a client that is told its address does. */
const towards = (base: string): HttpClient => ({
  sendRequest(request) {
    const url = new URL(request.url);
    request.url = new URL(base).origin + url.pathname + url.search;
    request.allowInsecureConnection = true;
    return inner.sendRequest(request);
  },
});

const credential = { getToken: async () => ({ token: 'simulator', expiresOnTimestamp: Date.now() + 3_600_000 }) };

let simulator: Simulator;
let client: NetworkManagementClient;

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'healthy', speed: 0, startAt: Date.UTC(2026, 10, 21) });
  client = new NetworkManagementClient(credential, simulator.subscriptionId, {
    httpClient: towards(simulator.armUrl),
    retryOptions: { maxRetries: 0 },
  });
});
afterAll(() => simulator.stop());

describe('the SDK of Azure', () => {
  it('lists load balancers with everything in them', async () => {
    const found = await Array.fromAsync(client.loadBalancers.list(simulator.nodeResourceGroup));
    expect(found.map((lb) => lb.name)).toEqual(['kubernetes', 'kubernetes-internal']);
    const [lb] = found;
    expect(lb?.loadBalancingRules?.map((rule) => rule.frontendPort)).toEqual([80, 443]);
    expect(lb?.probes?.[0]).toMatchObject({ protocol: 'Http', requestPath: '/healthz', probeThreshold: 2 });
    expect(lb?.backendAddressPools?.find((pool) => pool.name === 'kubernetes')?.backendIPConfigurations).toHaveLength(
      7,
    );
  });

  it('follows a health question to its end', async () => {
    const lb = await client.loadBalancers.get(simulator.nodeResourceGroup, 'kubernetes');
    const rule = lb.loadBalancingRules?.[0]?.name ?? '';
    const health = await client.loadBalancerLoadBalancingRules.health(simulator.nodeResourceGroup, 'kubernetes', rule);
    expect(health).toMatchObject({ up: 3, down: 4 });
    const reasons = new Set(health.loadBalancerBackendAddresses?.map((one) => `${one.state} ${one.reason}`));
    expect(reasons).toEqual(new Set(['Up Up_Probe_Success', 'Down Down_Probe_HttpStatusCodeError']));
  });

  it('reads the interfaces of a scale set and names what is missing', async () => {
    const lb = await client.loadBalancers.get(simulator.nodeResourceGroup, 'kubernetes');
    const id = lb.backendAddressPools?.at(-1)?.backendIPConfigurations?.[0]?.id ?? '';
    const scaleSet = /virtualMachineScaleSets\/([^/]+)/.exec(id)?.[1] ?? '';
    const nics = await Array.fromAsync(
      client.networkInterfaces.listVirtualMachineScaleSetNetworkInterfaces(simulator.nodeResourceGroup, scaleSet),
    );
    expect(nics.flatMap((nic) => nic.ipConfigurations?.map((one) => one.id))).toContain(id);
    await expect(client.loadBalancers.get(simulator.nodeResourceGroup, 'none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'ResourceNotFound',
    });
    await expect(client.loadBalancers.get('other', 'kubernetes')).rejects.toMatchObject({
      code: 'ResourceGroupNotFound',
    });
  });

  it('meets the faults it is told to meet', async () => {
    const read = () => client.publicIPAddresses.get(simulator.nodeResourceGroup, 'none');
    for (const [fault, expected] of [
      ['401', { statusCode: 401, code: 'ExpiredAuthenticationToken' }],
      ['403', { statusCode: 403, code: 'AuthorizationFailed' }],
      ['429', { statusCode: 429, code: 'SubscriptionRequestsThrottled' }],
      ['500', { statusCode: 500 }],
    ] as const) {
      simulator.control.act({ do: 'arm-fault', fault, times: 1 });
      await expect(read()).rejects.toMatchObject(expected);
    }
    await expect(read()).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('plain requests', () => {
  const get = async (path: string, init: RequestInit = {}) =>
    fetch(simulator.armUrl + path, { ...init, headers: { authorization: 'Bearer simulator' } });

  it('are refused without a token', async () => {
    expect((await fetch(`${simulator.armUrl}/subscriptions`)).status).toBe(401);
  });

  it('get metrics by minute, the newest without a value', async () => {
    simulator.control.skip(600);
    const lb = `/subscriptions/${simulator.subscriptionId}/resourceGroups/${simulator.nodeResourceGroup}/providers/Microsoft.Network/loadBalancers/kubernetes`;
    const filter = encodeURIComponent("BackendIPAddress eq '*'");
    const response = await get(
      `${lb}/providers/Microsoft.Insights/metrics?metricnames=DipAvailability&filter=${filter}`,
    );
    const body: { value: { timeseries: { data: Record<string, unknown>[] }[] }[] } = await response.json();
    const series = body.value[0]?.timeseries ?? [];
    expect(series).toHaveLength(7);
    const values = series.map((one) => one.data.map((point) => point.average));
    expect(values.map((points) => points.at(-1))).toEqual(Array.from({ length: 7 }, () => undefined));
    expect(new Set(values.map((points) => points.at(-4)))).toEqual(new Set([0, 100]));
  });

  it('see a machine stop', async () => {
    const path = (node: string) => {
      const [, scaleSet = '', instance = ''] = /^(.*-vmss)(\w{6})$/.exec(node) ?? [];
      return `/subscriptions/${simulator.subscriptionId}/resourceGroups/${simulator.nodeResourceGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/${scaleSet}/virtualMachines/${Number.parseInt(instance, 36)}/instanceView`;
    };
    const state = z
      .object({ nodes: z.array(z.object({ name: z.string(), pool: z.string() })) })
      .parse(simulator.control.state());
    const node = state.nodes.find((one) => one.pool === 'spot')?.name ?? '';
    const power = async () => JSON.stringify(await (await get(path(node))).json());
    expect(await power()).toContain('PowerState/running');
    simulator.control.act({ do: 'kill', node, how: 'deallocate' });
    expect(await power()).toContain('PowerState/deallocated');
  });

  it('find clusters and load balancers in the resource graph', async () => {
    const query = "resources | where type =~ 'microsoft.containerservice/managedclusters'";
    const response = await get('/providers/Microsoft.ResourceGraph/resources', {
      method: 'POST',
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({ totalRecords: 1, data: [{ name: simulator.clusterName }] });
  });
});
