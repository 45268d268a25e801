import { afterEach, beforeEach, expect, test } from 'vitest';
import { groupPath, networkPath, publicIpBody, subscriptionId } from './testing/arm-bodies.ts';
import { connectToFake, fakeSource } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
  arm.reply('GET', listPath, { json: { value: [publicIpBody(ownId, '20.73.0.17')] } });
});
afterEach(() => arm.close());

const listPath = `${networkPath}/publicIPAddresses`;
const ownId = `${listPath}/kubernetes-a0`;
const otherId = `/subscriptions/${subscriptionId}/resourceGroups/shared-ips/providers/Microsoft.Network/publicIPAddresses/shop`;
const refresh = (...referencedIds: readonly string[]) =>
  fakeSource(connectToFake(arm.origin)).refresh({ kind: 'publicIPAddresses', referencedIds });

test('one of another resource group is read by its id, once, and own ones are not read again', async () => {
  arm.reply('GET', otherId, { json: publicIpBody(otherId, '20.73.0.99') });
  expect(await refresh(ownId.toLowerCase(), otherId, otherId.toUpperCase())).toMatchObject({
    state: 'ok',
    items: [
      { ipAddress: '20.73.0.17', resourceGroup: 'MC_lab-rg_lab-aks_westeurope' },
      { ipAddress: '20.73.0.99', resourceGroup: 'shared-ips' },
    ],
  });
  expect(arm.requests).toHaveLength(2);
});

test('one that must not be read is a problem that names action and scope; the others stay', async () => {
  arm.reply('GET', otherId, { status: 403, text: '' });
  expect(await refresh(otherId)).toMatchObject({
    state: 'partial',
    items: [{ ipAddress: '20.73.0.17' }],
    problems: [
      {
        object: 'shop',
        id: otherId.toLowerCase(),
        cause: 'denied',
        denied: {
          action: 'Microsoft.Network/publicIPAddresses/read',
          scope: `/subscriptions/${subscriptionId}/resourceGroups/shared-ips`,
        },
        message: expect.stringContaining('public IP address shop in resource group shared-ips'),
      },
    ],
  });
});

test('one that is gone is a problem that says so', async () => {
  expect(await refresh(otherId)).toMatchObject({
    state: 'partial',
    items: [{ ipAddress: '20.73.0.17' }],
    problems: [{ object: 'shop', cause: 'not-found', message: expect.stringContaining('HTTP 404 ResourceNotFound') }],
  });
});

test('a denied list does not hide the ones read by id', async () => {
  arm.reply('GET', listPath, armError(403, 'AuthorizationFailed', 'No.'));
  arm.reply('GET', otherId, { json: publicIpBody(otherId, '20.73.0.99') });
  expect(await refresh(otherId)).toMatchObject({
    state: 'partial',
    items: [{ ipAddress: '20.73.0.99' }],
    problems: [{ denied: { scope: groupPath } }],
  });
  expect(await refresh()).toMatchObject({ state: 'denied', scope: groupPath });
});

test('an HTML page in place of one is unreadable, not an address without an IP', async () => {
  arm.reply('GET', otherId, { text: '<html>sign in</html>' });
  expect(await refresh(otherId)).toMatchObject({ state: 'partial', items: [{}], problems: [{ cause: 'unreadable' }] });
});

test('one in another subscription counts against that subscription', async () => {
  const elsewhere = otherId.replace(subscriptionId, '22222222-0000-0000-0000-000000000000');
  arm.reply('GET', elsewhere, { json: publicIpBody(elsewhere, '20.73.0.5') });
  const connection = connectToFake(arm.origin);
  await fakeSource(connection).refresh({ kind: 'publicIPAddresses', referencedIds: [elsewhere] });
  expect(connection.usage()).toMatchObject([
    { subscriptionId, calls: { read: 1 } },
    { subscriptionId: '22222222-0000-0000-0000-000000000000', calls: { read: 1 } },
  ]);
});
