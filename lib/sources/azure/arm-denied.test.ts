import { afterEach, beforeEach, expect, test } from 'vitest';
import { listArm } from './arm-list.ts';
import { groupPath, loadBalancersPath } from './testing/arm-bodies.ts';
import { connectToFake } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';
import { background, listLoadBalancersRead } from './testing/list-context.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

const list = () => listArm(background(connectToFake(arm.origin)), listLoadBalancersRead);

test('the action, the scope and the identity are those that Azure names', async () => {
  const message =
    "The client 'ab12' with object id '99999999-0000-0000-0000-000000000001' does not have authorization to perform action " +
    "'Microsoft.Network/loadBalancers/read' over scope '/subscriptions/s/resourceGroups/mc_lab' or the scope is invalid.";
  arm.reply('GET', loadBalancersPath, armError(403, 'AuthorizationFailed', message));
  expect(await list()).toMatchObject({
    state: 'denied',
    action: 'Microsoft.Network/loadBalancers/read',
    scope: '/subscriptions/s/resourceGroups/mc_lab',
    principalId: '99999999-0000-0000-0000-000000000001',
    message: expect.stringContaining(
      'needs Microsoft.Network/loadBalancers/read at /subscriptions/s/resourceGroups/mc_lab.',
    ),
  });
});

test('where Azure names none, they follow from the call', async () => {
  arm.reply('GET', loadBalancersPath, { status: 403, text: '' });
  expect(await list()).toMatchObject({
    state: 'denied',
    action: 'Microsoft.Network/loadBalancers/read',
    scope: groupPath,
    principalId: null,
  });
});
