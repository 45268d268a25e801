import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClusterHints } from './cluster-hints.ts';
import { discoverManagedCluster, nodeResourceGroupOfNodes } from './discover-managed-cluster.ts';
import {
  clusterId,
  clustersPath,
  managedClusterBody,
  nodeResourceGroup,
  subscriptionId,
} from './testing/arm-bodies.ts';
import { connectToFake } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

const providerId = (instance: number) =>
  `azure:///subscriptions/${subscriptionId}/resourceGroups/${nodeResourceGroup.toLowerCase()}/providers/Microsoft.Compute/virtualMachineScaleSets/aks-apps-22222222-vmss/virtualMachines/${instance}`;

const noHints: ClusterHints = {
  managedClusterId: null,
  providerIds: [],
  apiServer: null,
  clusterName: null,
  subscriptionIds: [],
};
const discover = (hints: Partial<ClusterHints>) =>
  discoverManagedCluster(connectToFake(arm.origin), { ...noHints, ...hints });
const location = { subscriptionId, nodeResourceGroup, managedClusterId: clusterId, clusterName: 'lab-aks' };

describe('by nodes', () => {
  test('the cluster is the one with their resource group, in whatever case', async () => {
    arm.reply('GET', clustersPath, { json: { value: [managedClusterBody()] } });
    expect(await discover({ providerIds: [providerId(0), providerId(1)] })).toEqual({
      state: 'found',
      location,
      problems: [],
    });
  });

  test('a cluster object that must not be read does not hide the load balancers', async () => {
    arm.reply('GET', clustersPath, { status: 403, text: '' });
    expect(await discover({ providerIds: [providerId(0)] })).toMatchObject({
      state: 'found',
      location: { subscriptionId, nodeResourceGroup: nodeResourceGroup.toLowerCase(), managedClusterId: null },
      problems: [{ cause: 'denied', denied: { action: 'Microsoft.ContainerService/managedClusters/read' } }],
    });
  });

  test('a cluster nobody knows is a problem, not a failure', async () => {
    arm.reply('GET', clustersPath, { json: { value: [] } });
    expect(await discover({ providerIds: [providerId(0)] })).toMatchObject({
      state: 'found',
      location: { managedClusterId: null },
      problems: [{ cause: 'not-found', message: expect.stringContaining('the cluster is not AKS') }],
    });
  });

  test('that are no Azure machines', async () => {
    expect(await discover({ providerIds: ['kind://docker/kind/kind-control-plane'] })).toMatchObject({
      state: 'not-found',
      message: expect.stringContaining('kind://docker/kind/kind-control-plane'),
    });
  });

  test('the resource group of most nodes counts', () => {
    const strays = ['', 'kind://x', providerId(0).replace(nodeResourceGroup.toLowerCase(), 'elsewhere')];
    expect(nodeResourceGroupOfNodes([...strays, providerId(0), providerId(1)])).toEqual({
      subscriptionId,
      name: nodeResourceGroup.toLowerCase(),
    });
    expect(nodeResourceGroupOfNodes(strays.slice(0, 2))).toBeNull();
  });
});

describe('by id', () => {
  test('nothing else is asked', async () => {
    arm.reply('GET', clusterId, { json: managedClusterBody() });
    expect(await discover({ managedClusterId: clusterId, providerIds: [providerId(0)] })).toEqual({
      state: 'found',
      location,
      problems: [],
    });
    expect(arm.requests).toHaveLength(1);
  });

  test('that must not be read, the nodes still tell where to look', async () => {
    arm.reply('GET', clusterId, armError(403, 'AuthorizationFailed', 'No.'));
    expect(await discover({ managedClusterId: clusterId, providerIds: [providerId(0)] })).toMatchObject({
      state: 'found',
      location: { managedClusterId: clusterId, subscriptionId },
      problems: [{ cause: 'denied' }],
    });
    expect(await discover({ managedClusterId: clusterId })).toMatchObject({ state: 'denied' });
  });
});

describe('by API server', () => {
  const apiServer = 'https://LAB-AKS-abcd1234.hcp.westeurope.azmk8s.io:443';
  const second = '22222222-0000-0000-0000-000000000000';
  beforeEach(() => {
    const subscriptions = [
      { subscriptionId: second, state: 'Enabled' },
      { subscriptionId, state: 'Enabled' },
      { subscriptionId: 'off', state: 'Disabled' },
    ];
    arm.reply('GET', '/subscriptions', { json: { value: subscriptions } });
    arm.reply('GET', clustersPath, { json: { value: [managedClusterBody()] } });
  });

  test('every subscription that can be seen is searched', async () => {
    arm.reply('GET', clustersPath.replace(subscriptionId, second), { json: { value: [] } });
    expect(await discover({ apiServer })).toEqual({ state: 'found', location, problems: [] });
  });

  test('one that must not be searched is a problem', async () => {
    arm.reply('GET', clustersPath.replace(subscriptionId, second), armError(403, 'AuthorizationFailed', 'No.'));
    expect(await discover({ apiServer })).toMatchObject({
      state: 'found',
      location,
      problems: [{ object: `subscription ${second}`, cause: 'denied' }],
    });
  });

  test('private clusters are known by their private name', async () => {
    const privateFQDN = 'lab-aks-1.privatelink.westeurope.azmk8s.io';
    arm.reply('GET', clustersPath, { json: { value: [managedClusterBody({ fqdn: null, privateFQDN })] } });
    expect(await discover({ apiServer: `https://${privateFQDN}`, subscriptionIds: [subscriptionId] })).toMatchObject({
      location,
    });
  });

  test('a cluster name counts where it is the only one', async () => {
    const hints = { apiServer: 'https://10.0.0.1', clusterName: 'LAB-AKS', subscriptionIds: [subscriptionId] };
    expect(await discover(hints)).toMatchObject({ state: 'found', location });
    const twin = { ...managedClusterBody(), id: `${clusterId}2` };
    arm.reply('GET', clustersPath, { json: { value: [managedClusterBody(), twin] } });
    expect(await discover(hints)).toMatchObject({
      state: 'not-found',
      message: expect.stringContaining(`${clusterId}, ${clusterId}2. Give the id of the right one.`),
    });
  });

  test('a namesake of a cluster with another API server is not taken for it', async () => {
    const hints = {
      apiServer: 'https://lab-aks-ffff.hcp.westeurope.azmk8s.io',
      clusterName: 'lab-aks',
      subscriptionIds: [subscriptionId],
    };
    expect(await discover(hints)).toMatchObject({ state: 'not-found' });
  });

  test('when no subscription can be searched, the failure is the answer', async () => {
    arm.reply('GET', clustersPath, armError(403, 'AuthorizationFailed', 'No.'));
    expect(await discover({ apiServer, subscriptionIds: [subscriptionId] })).toMatchObject({ state: 'denied' });
  });
});

test('nothing known is said so', async () => {
  expect(await discover({})).toMatchObject({
    state: 'not-found',
    message: expect.stringContaining('no managed cluster id was given'),
  });
});
