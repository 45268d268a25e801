import { afterEach, beforeEach, expect, test } from 'vitest';
import { listArm } from './arm-list.ts';
import { loadBalancerBody, loadBalancersPath } from './testing/arm-bodies.ts';
import { connectToFake } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';
import { background, listLoadBalancersRead } from './testing/list-context.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

const page2 = `${loadBalancersPath}/page2`;
const list = (signal?: AbortSignal) => listArm(background(connectToFake(arm.origin), signal), listLoadBalancersRead);

test('all pages are read, with nextLink on the ARM host or on the endpoint itself', async () => {
  arm.reply('GET', loadBalancersPath, {
    json: {
      value: [loadBalancerBody('kubernetes')],
      nextLink: `https://management.azure.com${page2}?api-version=1&$skiptoken=a`,
    },
  });
  arm.reply(
    'GET',
    page2,
    { json: { value: [loadBalancerBody('lb1')], nextLink: `${arm.origin}${page2}?api-version=1&$skiptoken=b` } },
    { json: { value: [loadBalancerBody('lb2')] } },
  );
  const listed = await list();
  expect(listed.state === 'listed' && listed.values).toMatchObject([
    { name: 'kubernetes' },
    { name: 'lb1' },
    { name: 'lb2' },
  ]);
  expect(arm.requests.map((request) => request.query.get('$skiptoken'))).toEqual([null, 'a', 'b']);
  expect(arm.requests.every((request) => request.headers.authorization === 'Bearer fake-token')).toBe(true);
  expect(arm.requests.every((request) => request.headers['x-original-host'] === 'management.azure.com')).toBe(true);
});

test('an empty nextLink ends the list, and an empty list is an answer', async () => {
  arm.reply('GET', loadBalancersPath, { json: { value: [], nextLink: '' } });
  expect(await list()).toEqual({ state: 'listed', values: [] });
});

test('a nextLink to a foreign host is refused and gets no token', async () => {
  const foreign = await startFakeArm();
  arm.reply('GET', loadBalancersPath, { json: { value: [], nextLink: `${foreign.origin}${page2}` } });
  expect(await list()).toMatchObject({
    state: 'failed',
    cause: 'refused',
    retriable: false,
    message: expect.stringContaining(`it leads to ${foreign.origin}`),
  });
  expect(foreign.requests).toEqual([]);
  await foreign.close();
});

test('a failure on a later page fails the list and keeps every detail', async () => {
  arm.reply('GET', loadBalancersPath, { json: { value: [loadBalancerBody('kubernetes')], nextLink: page2 } });
  arm.reply(
    'GET',
    page2,
    armError(403, 'AuthorizationFailed', 'No rights on page two.', { 'x-ms-request-id': 'abc-2' }),
  );
  const denied = await list();
  expect(denied).toMatchObject({ state: 'denied', action: 'Microsoft.Network/loadBalancers/read' });
  expect(denied).toHaveProperty('message', expect.stringContaining('load balancers of resource group MC_lab, page 2'));
  expect(denied).toHaveProperty(
    'message',
    expect.stringContaining('HTTP 403 AuthorizationFailed: No rights on page two.'),
  );
  expect(denied).toHaveProperty('message', expect.stringContaining('x-ms-request-id abc-2'));

  arm.reply('GET', page2, armError(500, 'InternalServerError', 'Oops.'));
  expect(await list()).toMatchObject({ state: 'failed', cause: 'server', message: expect.stringContaining('page 2') });
});

test('aborting while page 2 hangs ends the list at once', async () => {
  arm.reply('GET', loadBalancersPath, { json: { value: [], nextLink: page2 } });
  arm.reply('GET', page2, { misbehave: 'hang' });
  const controller = new AbortController();
  const listing = list(controller.signal);
  await arm.seen(2);
  controller.abort();
  expect(await listing).toMatchObject({ state: 'failed', cause: 'cancelled' });
});

test('a signal that is aborted already sends nothing', async () => {
  arm.reply('GET', loadBalancersPath, { json: { value: [] } });
  expect(await list(AbortSignal.abort())).toMatchObject({ state: 'failed', cause: 'cancelled' });
  expect(arm.requests).toEqual([]);
});

test('an object without a value array is no empty list', async () => {
  arm.reply('GET', loadBalancersPath, { json: { values: [] } });
  expect(await list()).toMatchObject({
    state: 'failed',
    cause: 'unreadable',
    message: expect.stringContaining('"value" array'),
  });
});

test('a nextLink that leads in circles ends', async () => {
  const clockwork = connectToFake(arm.origin);
  arm.reply('GET', loadBalancersPath, { json: { value: [], nextLink: loadBalancersPath } });
  expect(await listArm(background(clockwork), listLoadBalancersRead)).toMatchObject({
    state: 'failed',
    cause: 'unreadable',
    message: expect.stringContaining('in circles'),
  });
});
