import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectArm } from './arm-connection.ts';
import { listArm } from './arm-list.ts';
import { azureClouds } from './azure-cloud.ts';
import type { CallObservation } from './call-usage.ts';
import { loadBalancersPath, subscriptionId } from './testing/arm-bodies.ts';
import { connectToFake, fakeCredential, fakeSource } from './testing/connect-to-fake.ts';
import { eventLoopTurns } from './testing/event-loop-turns.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';
import { background, interactive, listLoadBalancersRead } from './testing/list-context.ts';
import { loopbackCertificate, loopbackKey } from './testing/loopback-certificate.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

test('ten reads in a row use one connection', async () => {
  arm.reply('GET', loadBalancersPath, { json: { value: [] } });
  const context = background(connectToFake(arm.origin));
  for (let read = 0; read < 10; read += 1) await listArm(context, listLoadBalancersRead);
  expect(arm.requests).toHaveLength(10);
  expect(arm.connections()).toBe(1);
});

test('at most six requests are under way at the same time, and all of them end', async () => {
  const gate = Promise.withResolvers<void>();
  arm.reply('GET', loadBalancersPath, { json: { value: [] }, after: gate.promise });
  const context = background(connectToFake(arm.origin));
  const reads = Array.from({ length: 40 }, () => listArm(context, listLoadBalancersRead));
  await arm.seen(6);
  await eventLoopTurns();
  expect(arm.requests).toHaveLength(6);
  gate.resolve();
  const results = await Promise.all(reads);
  expect(results.every((result) => result.state === 'listed')).toBe(true);
  expect(arm.requests).toHaveLength(40);
  expect(arm.concurrencyMax()).toBe(6);
});

test('a read that waits for a free place ends at once when it is aborted, and a running one gives its place back', async () => {
  arm.reply('GET', loadBalancersPath, { misbehave: 'hang' }, { json: { value: [] } });
  const connection = connectToFake(arm.origin, { concurrency: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  const running = listArm(background(connection, first.signal), listLoadBalancersRead);
  await arm.seen(1);
  const waiting = listArm(background(connection, second.signal), listLoadBalancersRead);
  await eventLoopTurns();
  second.abort();
  expect(await waiting).toMatchObject({ state: 'failed', cause: 'cancelled' });
  expect(arm.requests).toHaveLength(1);
  first.abort();
  expect(await running).toMatchObject({ state: 'failed', cause: 'cancelled' });
  expect(await listArm(background(connection), listLoadBalancersRead)).toEqual({ state: 'listed', values: [] });
  expect(arm.requests).toHaveLength(2);
});

test('a read ends at once when it is aborted while signing in', async () => {
  const controller = new AbortController();
  const getToken = () => {
    controller.abort();
    return new Promise<never>(() => undefined);
  };
  const connection = connectToFake(arm.origin, { credential: { getToken } });
  expect(await listArm(background(connection, controller.signal), listLoadBalancersRead)).toMatchObject({
    cause: 'cancelled',
  });
});

test('every attempt and page is observed', async () => {
  const seen: CallObservation[] = [];
  const page2 = `${loadBalancersPath}/page2`;
  const headers = { 'x-ms-ratelimit-remaining-subscription-reads': '248' };
  arm.reply('GET', loadBalancersPath, armError(500, 'Oops', 'Oops.'), {
    headers,
    json: { value: [], nextLink: page2 },
  });
  arm.reply('GET', page2, { json: { value: [] } });
  const connection = connectToFake(arm.origin, { onCall: (observation) => seen.push(observation) });
  await listArm(interactive(connection), listLoadBalancersRead);
  const call = { subscriptionId, operation: 'loadBalancers.list', kind: 'read' };
  expect(seen).toMatchObject([
    { ...call, status: 500, outcome: 'server-error', remaining: null },
    { ...call, status: 200, outcome: 'ok', remaining: 248 },
    { ...call, status: 200, outcome: 'ok', remaining: null },
  ]);
  expect(connection.usage()).toMatchObject([
    {
      subscriptionId,
      calls: { read: 3, write: 0 },
      outcomes: { ok: 2, 'server-error': 1 },
      remaining: { read: 248, write: null },
      stretched: false,
    },
  ]);
});

test('clusters of one process share the budget of a subscription', async () => {
  arm.reply('GET', loadBalancersPath, armError(429, 'TooManyRequests', 'Slow.', { 'retry-after': '60' }));
  const connection = connectToFake(arm.origin);
  await fakeSource(connection).refresh({ kind: 'loadBalancers' });
  const other = fakeSource(connection, { nodeResourceGroup: 'MC_other' });
  expect(await other.refresh({ kind: 'loadBalancers' })).toMatchObject({ state: 'throttled', retryAfterSeconds: 60 });
  expect(arm.requests).toHaveLength(1);
  expect(connection.usage()).toMatchObject([{ stretched: true }]);
});

test('an https endpoint is reached with its CA, and names the remedy without', async () => {
  const secure = await startFakeArm({ tls: { key: loopbackKey, cert: loopbackCertificate } });
  secure.reply('GET', loadBalancersPath, { json: { value: [] } });
  const trusted = connectToFake(secure.origin, { caPem: loopbackCertificate });
  expect(await listArm(background(trusted), listLoadBalancersRead)).toEqual({ state: 'listed', values: [] });
  expect(await listArm(background(connectToFake(secure.origin)), listLoadBalancersRead)).toMatchObject({
    state: 'failed',
    cause: 'network',
    message: expect.stringMatching(/SELF_SIGNED.*give the CA/),
  });
  await secure.close();
});

test('tokens are for the cloud, or for the scope given', async () => {
  const scopes: (string | string[])[] = [];
  const credential = {
    getToken(scope: string | string[]) {
      scopes.push(scope);
      return fakeCredential.getToken(scope);
    },
  };
  arm.reply('GET', loadBalancersPath, { json: { value: [] } });
  for (const options of [{}, { cloud: azureClouds.AzureChinaCloud }, { tokenScope: 'https://stack.local/.default' }]) {
    await listArm(background(connectToFake(arm.origin, { credential, ...options })), listLoadBalancersRead);
  }
  expect(scopes.flat()).toEqual([
    'https://management.azure.com/.default',
    'https://management.core.chinacloudapi.cn/.default',
    'https://stack.local/.default',
  ]);
});

test('a proxy of the environment is not asked for what stays on this machine', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
  vi.stubEnv('NO_PROXY', '');
  arm.reply('GET', loadBalancersPath, armError(503, 'Busy', 'Busy.'), { json: { value: [] } });
  const listed = await listArm(interactive(connectToFake(arm.origin)), listLoadBalancersRead);
  vi.unstubAllEnvs();
  expect(listed).toEqual({ state: 'listed', values: [] });
});

test.each([
  ['no certificate', 'hello', 'holds no PEM certificate'],
  ['a broken one', loopbackCertificate.replace('MII', 'AAA'), 'Certificate 1 of 1'],
])('a CA file with %s is a message', (_name, caPem, said) => {
  expect(connectArm({ credential: fakeCredential, caPem })).toMatchObject({
    ok: false,
    message: expect.stringContaining(said),
  });
});

test('an unusable endpoint is a message', () => {
  const result = connectArm({ credential: fakeCredential, armEndpoint: 'http://arm.internal' });
  expect(result).toMatchObject({ ok: false, message: expect.stringContaining('http://arm.internal') });
});
