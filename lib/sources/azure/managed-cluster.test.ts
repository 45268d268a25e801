import { afterEach, beforeEach, expect, test } from 'vitest';
import { clusterId, clustersPath, groupPath, managedClusterBody, nodeResourceGroup } from './testing/arm-bodies.ts';
import { connectToFake, fakeSource } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

const source = (managedClusterId: string | null = null) => fakeSource(connectToFake(arm.origin), { managedClusterId });
const paths = () => arm.requests.map((request) => request.path);

test('the probe mode survives, although only previews of the API know it', async () => {
  arm.reply('GET', clusterId, { json: managedClusterBody() });
  expect(await source(clusterId).refresh({ kind: 'managedCluster' })).toMatchObject({
    state: 'ok',
    items: [
      { id: clusterId, probeMode: 'shared', backendPoolType: 'nodeipconfiguration', outboundType: 'loadBalancer' },
    ],
  });
  expect(arm.requests[0]?.query.get('api-version')).toMatch(/-preview$/);
});

test('without an id the cluster is found by its node resource group, then read by id', async () => {
  const other = { ...managedClusterBody({ nodeResourceGroup: 'MC_other' }), id: `${clusterId}-2`, name: 'other' };
  const own = managedClusterBody({ nodeResourceGroup: nodeResourceGroup.toUpperCase() });
  arm.reply('GET', clustersPath, { json: { value: [other, own] } });
  arm.reply('GET', clusterId, { json: managedClusterBody() });
  const azure = source();
  expect(await azure.refresh({ kind: 'managedCluster' })).toMatchObject({ state: 'ok', items: [{ name: 'lab-aks' }] });
  expect(await azure.refresh({ kind: 'managedCluster' })).toMatchObject({ state: 'ok', items: [{ name: 'lab-aks' }] });
  expect(paths()).toEqual([clustersPath, clusterId]);
});

test('a cluster that is gone is looked for again', async () => {
  arm.reply('GET', clustersPath, { json: { value: [managedClusterBody()] } });
  const azure = source();
  await azure.refresh({ kind: 'managedCluster' });
  expect(await azure.refresh({ kind: 'managedCluster' })).toMatchObject({ state: 'failed', cause: 'not-found' });
  expect(await azure.refresh({ kind: 'managedCluster' })).toMatchObject({ state: 'ok' });
  expect(paths()).toEqual([clustersPath, clusterId, clustersPath]);
});

test('a node resource group of nobody is an answer without an item', async () => {
  arm.reply('GET', clustersPath, { json: { value: [] } });
  expect(await source().refresh({ kind: 'managedCluster' })).toMatchObject({ state: 'ok', items: [] });
});

test('where clusters must not be listed, the node resource group tells its cluster', async () => {
  arm.reply('GET', clustersPath, armError(403, 'AuthorizationFailed', 'No.'));
  arm.reply('GET', groupPath, { json: { id: groupPath, name: nodeResourceGroup, managedBy: clusterId } });
  arm.reply('GET', clusterId, { json: managedClusterBody() });
  expect(await source().refresh({ kind: 'managedCluster' })).toMatchObject({
    state: 'ok',
    items: [{ name: 'lab-aks' }],
  });
});

test('where that does not help either, the denied list is the answer', async () => {
  arm.reply('GET', clustersPath, { status: 403, text: '' });
  arm.reply('GET', groupPath, { json: { id: groupPath, name: nodeResourceGroup } });
  expect(await source().refresh({ kind: 'managedCluster' })).toMatchObject({
    state: 'denied',
    action: 'Microsoft.ContainerService/managedClusters/read',
    scope: '/subscriptions/11111111-2222-3333-4444-555555555555',
  });
});
