import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listArm } from './arm-list.ts';
import { loadBalancersPath } from './testing/arm-bodies.ts';
import { connectToFake } from './testing/connect-to-fake.ts';
import { armError, type FakeAnswer } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { background, listLoadBalancersRead } from './testing/list-context.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

function listAfter(answer: FakeAnswer) {
  arm.reply('GET', loadBalancersPath, answer);
  return listArm(background(connectToFake(arm.origin)), listLoadBalancersRead);
}

const listWhole = JSON.stringify({ value: Array.from({ length: 200 }, (_, item) => ({ id: `/x/${item * 7919}` })) });

describe('every failure is one attempt in the background and says what happened', () => {
  const failures: readonly [string, FakeAnswer, string, boolean, string][] = [
    ['401', armError(401, 'ExpiredAuthenticationToken', 'The token expired.'), 'sign-in', true, 'check the clock'],
    [
      '401 of another tenant',
      armError(401, 'InvalidAuthenticationTokenTenant', 'Wrong issuer.'),
      'sign-in',
      true,
      'az login --tenant',
    ],
    [
      '404',
      armError(404, 'ResourceGroupNotFound', 'Group gone.'),
      'not-found',
      false,
      'HTTP 404 ResourceGroupNotFound: Group gone.',
    ],
    ['400', armError(400, 'BadRequest', 'No.'), 'rejected', false, 'HTTP 400 BadRequest: No.'],
    ['409', armError(409, 'AnotherOperationInProgress', 'Busy.'), 'rejected', true, 'AnotherOperationInProgress'],
    ['408', armError(408, 'RequestTimeout', 'Slow.'), 'server', true, 'HTTP 408'],
    ['500', armError(500, 'InternalServerError', 'Oops.'), 'server', true, 'HTTP 500 InternalServerError: Oops.'],
    ['503', armError(503, 'ServiceUnavailable', 'Later.'), 'server', true, 'HTTP 503'],
    ['500 with an HTML page', { status: 502, text: '<html>Bad gateway</html>' }, 'server', true, 'HTTP 502'],
    ['304', { status: 304 }, 'rejected', true, 'HTTP 304'],
    [
      '200 with an HTML page',
      { text: '<!doctype html><title>Sign in</title>' },
      'unreadable',
      true,
      'HTML page instead of JSON',
    ],
    [
      '200 with truncated JSON',
      { text: listWhole.slice(0, 300) },
      'unreadable',
      true,
      'broken JSON after 300 characters',
    ],
    ['200 with an empty body', { text: '' }, 'unreadable', true, 'empty body'],
    ['200 with JSON that is no object', { text: '[]' }, 'unreadable', true, 'not an object'],
    ['204', { status: 204 }, 'unreadable', true, 'HTTP 204 with an empty body'],
    ['a body that breaks off', { misbehave: 'cut', text: listWhole }, 'unreadable', true, 'broke off'],
  ];

  test.each(failures)('%s', async (_name, answer, cause, retriable, said) => {
    const failed = await listAfter(answer);
    expect(failed).toMatchObject({ state: 'failed', cause, retriable, retryAfterSeconds: null });
    expect(failed).toHaveProperty('message', expect.stringContaining('load balancers of resource group MC_lab'));
    expect(failed).toHaveProperty('message', expect.stringContaining(said));
    expect(arm.requests).toHaveLength(1);
  });
});

test('the request id of Azure is in the message', async () => {
  const failed = await listAfter(armError(500, 'InternalServerError', 'Oops.', { 'x-ms-request-id': 'abc-1' }));
  expect(failed).toHaveProperty('message', expect.stringMatching(/\(x-ms-request-id abc-1\)$/));
});

test('details of an ARM error are part of the message', async () => {
  const error = { code: 'BadRequest', message: 'Outer.', details: [{ code: 'Inner', message: 'Inner reason.' }] };
  const failed = await listAfter({ status: 400, json: { error } });
  expect(failed).toHaveProperty('message', expect.stringContaining('Outer. / Inner reason.'));
});

test('an error body without a wrapper is read, too', async () => {
  const failed = await listAfter({ status: 400, json: { code: 'BadThing', message: 'Bare.' } });
  expect(failed).toHaveProperty('message', expect.stringContaining('HTTP 400 BadThing: Bare.'));
});

test('503 with Retry-After says when to come back', async () => {
  expect(await listAfter(armError(503, 'Busy', 'Busy.', { 'retry-after': '17' }))).toMatchObject({
    retryAfterSeconds: 17,
  });
});

test('a redirect is not followed, on the same host neither', async () => {
  const location = 'https://management.azure.com/sign-in?x=1';
  expect(await listAfter({ status: 302, headers: { location } })).toMatchObject({ state: 'failed', cause: 'refused' });
  expect(arm.requests).toHaveLength(1);
});

test('a redirect to another host is named and not followed', async () => {
  const failed = await listAfter({ status: 302, headers: { location: 'https://login.example.com/sign-in?x=1' } });
  expect(failed).toMatchObject({ state: 'failed', cause: 'refused' });
  expect(failed).toHaveProperty(
    'message',
    expect.stringContaining('redirects to https://login.example.com, which is not followed'),
  );
  expect(arm.requests).toHaveLength(1);
});

test.each([401, 403, 404])('%d of a proxy is no word of Azure', async (status) => {
  expect(await listAfter({ status, text: '<html>Blocked</html>', notAzure: true })).toMatchObject({
    state: 'failed',
    cause: 'unreadable',
    retriable: true,
    message: expect.stringContaining(`HTTP ${status} without an ARM error and request id`),
  });
});

test('a connection that breaks twice', async () => {
  expect(await listAfter({ misbehave: 'reset' })).toMatchObject({
    state: 'failed',
    cause: 'network',
    message: expect.stringContaining('no answer from management.azure.com: ECONNRESET'),
  });
  expect(arm.requests).toHaveLength(2);
});

test('nobody listens', async () => {
  const connection = connectToFake(arm.origin);
  await arm.close();
  const failed = await listArm(background(connection), listLoadBalancersRead);
  expect(failed).toMatchObject({ state: 'failed', cause: 'network', message: expect.stringContaining('ECONNREFUSED') });
  arm = await startFakeArm();
});

describe('an attempt that never ends is ended after 15 s', () => {
  const ended = {
    state: 'failed',
    cause: 'timeout',
    retriable: true,
    message: expect.stringContaining('no complete answer within 15 s from management.azure.com'),
  };

  test.each([
    ['no answer at all', { misbehave: 'hang' } as const],
    ['a compressed body that breaks off', { misbehave: 'cut-gzip', text: listWhole } as const],
  ])('%s', async (_name, answer) => {
    const clock = createFakeClock();
    arm.reply('GET', loadBalancersPath, answer);
    const connection = connectToFake(arm.origin, { clock });
    const listing = listArm(background(connection), listLoadBalancersRead);
    await arm.seen(1);
    clock.releaseHeld();
    expect(await listing).toMatchObject(ended);
    expect(connection.usage()).toMatchObject([{ outcomes: { timeout: 1 } }]);
  });

  test('even where the HTTP client does not notice', async () => {
    const clock = createFakeClock();
    const asked = Promise.withResolvers<void>();
    const sendRequest = () => {
      asked.resolve();
      return new Promise<never>(() => undefined);
    };
    const connection = connectToFake(arm.origin, { clock, httpClient: { sendRequest } });
    const listing = listArm(background(connection), listLoadBalancersRead);
    await asked.promise;
    clock.releaseHeld();
    expect(await listing).toMatchObject(ended);
  });
});
