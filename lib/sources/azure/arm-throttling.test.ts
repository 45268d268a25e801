import { afterEach, beforeEach, expect, test } from 'vitest';
import { listArm } from './arm-list.ts';
import { loadBalancersPath } from './testing/arm-bodies.ts';
import { connectToFake } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';
import { createFakeClock, type FakeClock } from './testing/fake-clock.ts';
import { background, interactive, listLoadBalancersRead } from './testing/list-context.ts';

let arm: FakeArm;
let clock: FakeClock;
beforeEach(async () => {
  arm = await startFakeArm();
  clock = createFakeClock();
});
afterEach(() => arm.close());

const throttle = (headers: Readonly<Record<string, string>> = {}) =>
  armError(429, 'SubscriptionRequestsThrottled', 'Slow down.', headers);

test('in the background the caller is told when to come back, and the lane is left alone until then', async () => {
  arm.reply('GET', loadBalancersPath, throttle({ 'retry-after': '30' }), { json: { value: [] } });
  const connection = connectToFake(arm.origin, { clock });
  const context = background(connection);
  expect(await listArm(context, listLoadBalancersRead)).toMatchObject({
    state: 'throttled',
    retryAfterSeconds: 30,
    message: expect.stringContaining('HTTP 429 SubscriptionRequestsThrottled: Slow down.'),
  });
  clock.advance(10_000);
  expect(await listArm(context, listLoadBalancersRead)).toMatchObject({
    state: 'throttled',
    retryAfterSeconds: 20,
    message: expect.stringContaining('Did not ask for load balancers'),
  });
  expect(arm.requests).toHaveLength(1);
  clock.advance(20_000);
  expect(await listArm(context, listLoadBalancersRead)).toEqual({ state: 'listed', values: [] });
  expect(arm.requests).toHaveLength(2);
});

test('a huge Retry-After is capped at five minutes and quoted', async () => {
  arm.reply('GET', loadBalancersPath, throttle({ 'retry-after': '86400' }));
  expect(await listArm(background(connectToFake(arm.origin, { clock })), listLoadBalancersRead)).toMatchObject({
    state: 'throttled',
    retryAfterSeconds: 300,
    message: expect.stringContaining('Azure asked for 86400 s; asking again after 300 s.'),
  });
});

test('Retry-After may be a date', async () => {
  const date = new Date(clock.now() + 45_000).toUTCString();
  arm.reply('GET', loadBalancersPath, throttle({ 'retry-after': date }));
  const result = await listArm(background(connectToFake(arm.origin, { clock })), listLoadBalancersRead);
  expect(result).toMatchObject({ state: 'throttled', retryAfterSeconds: 45 });
});

test('429 without Retry-After backs off further each time and starts over after a success', async () => {
  arm.reply('GET', loadBalancersPath, throttle(), throttle(), throttle(), { json: { value: [] } }, throttle());
  const context = background(connectToFake(arm.origin, { clock }));
  const seconds: (number | null)[] = [];
  for (let round = 0; round < 5; round += 1) {
    const result = await listArm(context, listLoadBalancersRead);
    seconds.push(result.state === 'throttled' ? result.retryAfterSeconds : null);
    clock.advance(300_000);
  }
  expect(seconds).toEqual([5, 10, 20, null, 5]);
});

test('an interactive read sits out a short Retry-After', async () => {
  arm.reply('GET', loadBalancersPath, throttle({ 'retry-after': '3' }), { json: { value: [] } });
  const connection = connectToFake(arm.origin, { clock });
  expect(await listArm(interactive(connection), listLoadBalancersRead)).toEqual({ state: 'listed', values: [] });
  expect(clock.waits).toEqual([3000]);
  expect(arm.requests.map((request) => request.headers['x-original-host'])).toEqual(
    Array(2).fill('management.azure.com'),
  );
  expect(connection.usage()).toMatchObject([{ calls: { read: 2 }, outcomes: { ok: 1, throttled: 1 } }]);
});

test.each([
  ['a long Retry-After', { 'retry-after': '60' }, 60],
  ['no Retry-After', {}, 5],
])('an interactive read does not sit out %s', async (_name, headers, retryAfterSeconds) => {
  arm.reply('GET', loadBalancersPath, throttle(headers));
  const result = await listArm(interactive(connectToFake(arm.origin, { clock })), listLoadBalancersRead);
  expect(result).toMatchObject({ state: 'throttled', retryAfterSeconds });
  expect(arm.requests).toHaveLength(1);
  expect(clock.waits).toEqual([]);
});

test.each([
  ['500', armError(500, 'InternalServerError', 'Oops.')],
  ['408', armError(408, 'RequestTimeout', 'Slow.')],
])('an interactive read repeats %s after a growing wait, twice', async (_name, answer) => {
  arm.reply('GET', loadBalancersPath, answer, answer, { json: { value: [] } });
  const result = await listArm(interactive(connectToFake(arm.origin, { clock })), listLoadBalancersRead);
  expect(result).toEqual({ state: 'listed', values: [] });
  expect(clock.waits).toEqual([1000, 2000]);
});

test('an interactive read gives up after two repeats', async () => {
  arm.reply('GET', loadBalancersPath, armError(500, 'InternalServerError', 'Oops.'));
  const result = await listArm(interactive(connectToFake(arm.origin, { clock })), listLoadBalancersRead);
  expect(result).toMatchObject({ state: 'failed', cause: 'server' });
  expect(arm.requests).toHaveLength(3);
});

test.each([401, 403, 404, 400])('%d is never repeated', async (status) => {
  arm.reply('GET', loadBalancersPath, armError(status, 'Code', 'Text.'));
  await listArm(interactive(connectToFake(arm.origin, { clock })), listLoadBalancersRead);
  expect(arm.requests).toHaveLength(1);
});

test('a read whose connection broke is sent again once and at once, in the background, too', async () => {
  const reset = { misbehave: 'reset' } as const;
  arm.reply('GET', loadBalancersPath, reset, { json: { value: [] } });
  const connection = connectToFake(arm.origin, { clock });
  expect(await listArm(background(connection), listLoadBalancersRead)).toEqual({ state: 'listed', values: [] });
  arm.reply('GET', loadBalancersPath, reset, reset, { json: { value: [] } });
  expect(await listArm(background(connection), listLoadBalancersRead)).toMatchObject({
    state: 'failed',
    cause: 'network',
  });
  arm.reply('GET', loadBalancersPath, reset, reset, reset, { json: { value: [] } });
  expect(await listArm(interactive(connection), listLoadBalancersRead)).toEqual({ state: 'listed', values: [] });
  expect(clock.waits).toEqual([1000, 2000]);
});
