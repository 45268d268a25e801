import { afterEach, beforeEach, expect, test } from 'vitest';
import { networkPath, scaleSetId } from './testing/arm-bodies.ts';
import { connectToFake, fakeSource } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

const source = () => fakeSource(connectToFake(arm.origin));
const otherScaleSetId = scaleSetId.replace('apps-22222222', 'spot-33333333');

const vm = {
  id: `${scaleSetId}/virtualMachines/0`,
  name: 'aks-apps-22222222-vmss_0',
  instanceId: '0',
  properties: {
    osProfile: { computerName: 'aks-apps-22222222-vmss000000' },
    provisioningState: 'Succeeded',
    instanceView: { statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/deallocated' }] },
  },
};

test('the machines of a scale set are read with their power state, each scale set once', async () => {
  arm.reply('GET', `${scaleSetId}/virtualMachines`, { json: { value: [vm] } });
  const scaleSetIds = [scaleSetId, scaleSetId.toLowerCase()];
  expect(await source().refresh({ kind: 'scaleSetVms', scaleSetIds })).toMatchObject({
    state: 'ok',
    items: [{ instanceId: '0', computerName: 'aks-apps-22222222-vmss000000', powerState: 'deallocated' }],
  });
  expect(arm.requests.map((request) => request.query.get('$expand'))).toEqual(['instanceView']);
});

test('a scale set that is gone is a problem beside the machines of the others', async () => {
  arm.reply('GET', `${scaleSetId}/virtualMachines`, { json: { value: [vm] } });
  const result = await source().refresh({ kind: 'scaleSetVms', scaleSetIds: [scaleSetId, otherScaleSetId] });
  expect(result).toMatchObject({
    state: 'partial',
    items: [{ instanceId: '0' }],
    problems: [{ id: otherScaleSetId.toLowerCase(), cause: 'not-found', denied: null }],
  });
});

test('no scale sets in question is no request', async () => {
  expect(await source().refresh({ kind: 'scaleSetVms', scaleSetIds: [] })).toMatchObject({ state: 'ok', items: [] });
  expect(arm.requests).toEqual([]);
});

test('network interfaces come from scale sets and from single machines', async () => {
  const inScaleSet = `${scaleSetId}/virtualMachines/0/networkInterfaces/nic`;
  const single = `${networkPath}/networkInterfaces/aks-single-1-nic`;
  const body = (id: string, address: string) => ({
    id,
    name: 'nic',
    properties: {
      ipConfigurations: [
        { id: `${id}/ipConfigurations/ipconfig1`, name: 'ipconfig1', properties: { privateIPAddress: address } },
      ],
    },
  });
  arm.reply('GET', `${scaleSetId}/networkInterfaces`, { json: { value: [body(inScaleSet, '10.224.0.4')] } });
  arm.reply('GET', `${networkPath}/networkInterfaces`, { json: { value: [body(single, '10.224.0.9')] } });
  const result = await source().refresh({
    kind: 'networkInterfaces',
    scaleSetIds: [scaleSetId],
    ofSingleMachines: true,
  });
  expect(result).toMatchObject({
    state: 'ok',
    items: [{ id: inScaleSet }, { id: single, ipConfigurations: [{ privateIPAddress: '10.224.0.9' }] }],
  });
  expect(arm.requests.map((request) => request.query.get('api-version')).sort()).toEqual(['2018-10-01', '2025-05-01']);
});

test('when nothing could be read, the failure itself is the answer', async () => {
  arm.reply('GET', `${scaleSetId}/virtualMachines`, armError(403, 'AuthorizationFailed', 'No.'));
  expect(await source().refresh({ kind: 'scaleSetVms', scaleSetIds: [scaleSetId] })).toMatchObject({
    state: 'denied',
    action: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read',
  });
});

test('an id cannot reach beyond what it names', async () => {
  const id = `${scaleSetId}/../../../secrets?x=1#y`;
  await source().refresh({ kind: 'scaleSetVms', scaleSetIds: [id] });
  expect(arm.requests.map((request) => request.path)).toEqual([`${scaleSetId}/_/_/_/secrets?x=1#y/virtualMachines`]);
});
