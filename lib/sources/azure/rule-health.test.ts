import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ipConfigurationId, loadBalancersPath, subscriptionId } from './testing/arm-bodies.ts';
import { connectToFake, fakeSource } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';
import { createFakeClock, type FakeClock } from './testing/fake-clock.ts';

let arm: FakeArm;
let clock: FakeClock;
beforeEach(async () => {
  arm = await startFakeArm();
  clock = createFakeClock();
});
afterEach(() => arm.close());

const loadBalancerId = `${loadBalancersPath}/kubernetes`;
const rule = 'a0d1c0ffee79842639e5500b53b299d0-TCP-80';
const startPath = `${loadBalancerId}/loadBalancingRules/${rule}/health`;
const locations = `/subscriptions/${subscriptionId}/providers/Microsoft.Network/locations/westeurope`;
const resultPath = `${locations}/operationResults/op-1`;
const statusPath = `${locations}/operations/op-1`;
const onArm = (path: string) => `https://management.azure.com${path}?api-version=2025-05-01`;
const accepted = (headers: Readonly<Record<string, string>>) => ({ status: 202, headers, text: '' });

const up = {
  ipAddress: '10.224.0.4',
  networkInterfaceIPConfigurationId: ipConfigurationId(0),
  state: 'Up',
  reason: 'Up_Probe_Success',
};
const health = { up: 1, down: 0, loadBalancerBackendAddresses: [up] };

const read = (signal?: AbortSignal) =>
  fakeSource(connectToFake(arm.origin, { clock })).refresh(
    { kind: 'ruleHealth', loadBalancerId, rule },
    signal ? { signal } : {},
  );

const healthy = { state: 'ok', items: [{ loadBalancer: 'kubernetes', rule, backends: [up] }] };

describe('Location', () => {
  test('is polled until the body comes, at the pace the server asks for', async () => {
    arm.reply('POST', startPath, accepted({ location: onArm(resultPath), 'retry-after': '10' }));
    const later = accepted({ location: onArm(resultPath), 'retry-after': '5' });
    arm.reply('GET', resultPath, later, later, { json: health });
    expect(await read()).toMatchObject(healthy);
    expect(clock.waits).toEqual([10_000, 5_000, 5_000]);
    expect(arm.requests[0]).toMatchObject({ method: 'POST', headers: { 'content-length': '0' } });
  });

  test('is polled every 2 s where the server says 0 or nothing, and at least every 30 s', async () => {
    arm.reply('POST', startPath, accepted({ location: onArm(resultPath), 'retry-after': '0' }));
    arm.reply('GET', resultPath, accepted({}), accepted({ 'retry-after': '3600' }), { json: health });
    expect(await read()).toMatchObject(healthy);
    expect(clock.waits).toEqual([2_000, 2_000, 30_000]);
  });

  test('is given up after three minutes', async () => {
    arm.reply('POST', startPath, accepted({ location: onArm(resultPath) }));
    arm.reply('GET', resultPath, accepted({ 'retry-after': '30' }));
    expect(await read()).toMatchObject({
      state: 'failed',
      cause: 'timeout',
      retriable: true,
      message: expect.stringContaining('no result after 180 s'),
    });
  });

  test('on another host is refused', async () => {
    arm.reply('POST', startPath, accepted({ location: 'https://evil.example.com/result' }));
    expect(await read()).toMatchObject({
      state: 'failed',
      cause: 'refused',
      message: expect.stringContaining('it leads to https://evil.example.com'),
    });
    expect(arm.requests).toHaveLength(1);
  });

  test('missing leaves nothing to poll', async () => {
    arm.reply('POST', startPath, accepted({}));
    expect(await read()).toMatchObject({ state: 'failed', message: expect.stringContaining('nothing to poll') });
  });
});

describe('Azure-AsyncOperation', () => {
  beforeEach(() => {
    arm.reply('POST', startPath, accepted({ location: onArm(resultPath), 'azure-asyncoperation': onArm(statusPath) }));
  });

  test('is polled until it succeeded, then Location gives the body', async () => {
    arm.reply('GET', statusPath, { json: { status: 'InProgress' } }, { json: { status: 'Succeeded' } });
    arm.reply('GET', resultPath, { json: health });
    expect(await read()).toMatchObject(healthy);
    expect(arm.requests.map((request) => request.path)).toEqual([startPath, statusPath, statusPath, resultPath]);
  });

  test('that failed is a failure with the reason', async () => {
    arm.reply('GET', statusPath, {
      json: { status: 'Failed', error: { code: 'NotSupported', message: 'Rule has no probe.' } },
    });
    expect(await read()).toMatchObject({
      state: 'failed',
      cause: 'server',
      message: expect.stringContaining('the operation ended as Failed: NotSupported: Rule has no probe.'),
    });
  });

  test('that must not be read is denied with its own action at the subscription', async () => {
    arm.reply('GET', statusPath, { status: 403, text: '' });
    expect(await read()).toMatchObject({
      state: 'denied',
      action: 'Microsoft.Network/locations/operations/read',
      scope: `/subscriptions/${subscriptionId}`,
    });
  });
});

test('an immediate 200 needs no poll', async () => {
  arm.reply('POST', startPath, { json: health });
  expect(await read()).toMatchObject(healthy);
  expect(arm.requests).toHaveLength(1);
});

test('a POST that is not allowed is denied with the health action', async () => {
  arm.reply('POST', startPath, { status: 403, text: '' });
  expect(await read()).toMatchObject({
    state: 'denied',
    action: 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action',
  });
});

test('a result that must not be read is denied with the action of the poll, at the subscription', async () => {
  arm.reply('POST', startPath, accepted({ location: onArm(resultPath) }));
  arm.reply('GET', resultPath, armError(403, 'AuthorizationFailed', 'No.'));
  expect(await read()).toMatchObject({
    state: 'denied',
    action: 'Microsoft.Network/locations/operationResults/read',
    scope: `/subscriptions/${subscriptionId}`,
  });
});

test('a poll that got lost is repeated, twice', async () => {
  arm.reply('POST', startPath, accepted({ location: onArm(resultPath) }));
  arm.reply('GET', resultPath, armError(500, 'Oops', 'Oops.'), armError(503, 'Oops', 'Oops.'), { json: health });
  expect(await read()).toMatchObject(healthy);
  arm.reply('GET', resultPath, armError(500, 'Oops', 'Oops.'));
  const before = arm.requests.length;
  expect(await read()).toMatchObject({ state: 'failed', cause: 'server' });
  expect(arm.requests.length - before).toBe(4);
});

test.each(['POST', 'GET'] as const)('429 on the %s is throttled', async (method) => {
  arm.reply('POST', startPath, accepted({ location: onArm(resultPath) }));
  arm.reply(
    method,
    method === 'POST' ? startPath : resultPath,
    armError(429, 'TooManyRequests', 'Slow.', { 'retry-after': '12' }),
  );
  expect(await read()).toMatchObject({ state: 'throttled', retryAfterSeconds: 12 });
});

test('aborting while a poll hangs ends the read at once', async () => {
  arm.reply('POST', startPath, accepted({ location: onArm(resultPath) }));
  arm.reply('GET', resultPath, { misbehave: 'hang' });
  const controller = new AbortController();
  const reading = read(controller.signal);
  await arm.seen(2);
  controller.abort();
  expect(await reading).toMatchObject({ state: 'failed', cause: 'cancelled' });
});

describe('what the body may hold', () => {
  const answered = async (json: unknown) => {
    arm.reply('POST', startPath, { json });
    return read();
  };

  test('no values at all for a stopped machine, and reasons nobody has seen yet', async () => {
    const backends = [{ ipAddress: '10.224.0.4' }, { ipAddress: '10.224.0.5', state: 'Unknown', reason: 'NA' }];
    expect(await answered({ up: 0, down: 0, loadBalancerBackendAddresses: backends })).toMatchObject({
      items: [
        {
          backends: [
            { state: '', reason: '' },
            { state: 'Unknown', reason: 'NA' },
          ],
        },
      ],
    });
  });

  test('a backend whose machine is gone, in upper case', async () => {
    const ghost = ipConfigurationId(9).toUpperCase();
    const backends = [{ networkInterfaceIPConfigurationId: ghost, state: 'Down', reason: 'Down_Platform' }];
    expect(await answered({ up: 0, down: 1, loadBalancerBackendAddresses: backends })).toMatchObject({
      items: [{ backends: [{ ipAddress: null, networkInterfaceIPConfigurationId: ghost }] }],
    });
  });

  test('nothing: then it is no health report', async () => {
    expect(await answered({})).toMatchObject({
      state: 'failed',
      cause: 'unreadable',
      message: expect.stringContaining(rule),
    });
  });
});
