import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectionPath } from '../resource.ts';
import { type FakeApiServer, startFakeApiServer } from '../testing/fake-api-server.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { refuse, reply } from '../testing/reply.ts';
import { firstCertificate, secondCertificate } from '../testing/test-certificates.ts';
import { createTokenAccess, type TokenAccess } from '../testing/token-access.ts';
import { createKubeTransport, type KubeTransport } from './kube-transport.ts';

const path = collectionPath('nodes');
const { signal } = new AbortController();
let server: FakeApiServer;
let access: TokenAccess;
let clock: ManualClock;
let transport: KubeTransport;

beforeEach(async () => {
  server = await startFakeApiServer();
  server.serve(path);
  access = createTokenAccess(server.url);
  clock = createManualClock();
  transport = createKubeTransport({ access, clock, bodyBytesMax: 100_000 });
});

afterEach(async () => {
  transport.close();
  await server.close();
});

const read = () => transport.readJson({ path, signal });

it('reads a gzip answer with the token, over one connection however often it asks', async () => {
  server.put(path, { metadata: { name: 'näme-🟢' } });
  for (let round = 0; round < 10; round += 1) {
    expect(await read()).toMatchObject({ ok: true, body: { items: [{ metadata: { name: 'näme-🟢' } }] } });
  }
  expect(server.connections()).toBe(1);
  expect(server.requests[0]).toMatchObject({ authorization: 'Bearer first', acceptEncoding: 'gzip' });
});

it('says what the API server said when it refuses', async () => {
  server.deny('list', path);
  expect(await read()).toMatchObject({ ok: false, reason: 'forbidden', status: 403 });
  expect(await read()).toHaveProperty(
    'message',
    'API server answered 403 Forbidden to GET /api/v1/nodes: User "viewer" cannot list resource',
  );
});

it('passes on how long a throttling server wants to be left alone', async () => {
  server.fail(() => true, refuse(429, 'TooManyRequests', { 'retry-after': '7' }));
  expect(await read()).toMatchObject({ reason: 'throttled', retryAfterMs: 7000 });
});

it('signs in again once when the token was rotated', async () => {
  server.allowOnly('Bearer first');
  await read();
  server.allowOnly('Bearer second');
  access.token = 'second';
  expect(await read()).toHaveProperty('ok', true);
  expect(access.renewals).toBe(1);
});

it('gives up on a token that stays refused after one renewal', async () => {
  server.allowOnly('Bearer other');
  expect(await read()).toMatchObject({ ok: false, reason: 'unauthorized', status: 401 });
  expect(server.requests).toHaveLength(2);
});

it('names a page that is no API answer as unreadable, never as an empty list', async () => {
  server.fail(
    () => true,
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>'),
  );
  expect(await read()).toMatchObject({ reason: 'unreadable', message: expect.stringContaining('text/html') });
});

it('does not follow a redirect, which could lead the token elsewhere', async () => {
  server.fail(
    () => true,
    (response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
  );
  expect(await read()).toMatchObject({
    reason: 'unreadable',
    status: 302,
    message: expect.stringContaining('elsewhere.example'),
  });
});

it.each([
  [
    'cut off in the middle',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"items":[', () => response.destroy());
    },
  ],
  [
    'compressed and cut off',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), () => response.destroy());
    },
  ],
])('fails on an answer that is %s', async (_name, answer) => {
  server.fail(() => true, answer);
  expect(await read()).toMatchObject({ ok: false, reason: 'network' });
});

it('refuses an answer beyond the size limit', async () => {
  server.fail(
    () => true,
    (response) => reply(response, 200, { items: ['x'.repeat(200_000)] }, true),
  );
  expect(await read()).toMatchObject({ reason: 'unreadable', message: expect.stringContaining('100000 bytes') });
});

it('asks again when a kept connection was closed under it', async () => {
  await read();
  server.fail(
    () => true,
    (response) => server.reset(response),
  );
  expect(await read()).toHaveProperty('ok', true);
});

it('reports a connection that breaks on the first use', async () => {
  server.fail(
    () => true,
    (response) => server.reset(response),
  );
  expect(await read()).toMatchObject({ ok: false, reason: 'network', status: null });
});

it('gives up on an answer that does not come in time', async () => {
  server.fail(
    () => true,
    () => undefined,
  );
  const answer = read();
  await server.until(() => server.requests.length === 1);
  clock.advance(60_000);
  expect(await answer).toMatchObject({ reason: 'timeout', message: 'No word for 60 s on GET /api/v1/nodes.' });
});

it('gives up when the caller does', async () => {
  const caller = new AbortController();
  server.fail(
    () => true,
    () => undefined,
  );
  const answer = transport.readJson({ path, signal: caller.signal });
  await server.until(() => server.requests.length === 1);
  caller.abort();
  expect(await answer).toMatchObject({ reason: 'cancelled' });
  expect(await transport.readJson({ path, signal: caller.signal })).toMatchObject({ reason: 'cancelled' });
});

it('uses new connections once the CA was rotated', async () => {
  await read();
  server.useCertificate(secondCertificate);
  expect(await read()).toHaveProperty('ok', true);
  access.tls = { ca: secondCertificate.cert };
  expect(await read()).toHaveProperty('ok', true);
  expect(server.connections()).toBe(2);
  access.tls = { ca: firstCertificate.cert };
  expect(await read()).toMatchObject({ reason: 'network', message: expect.stringContaining('self-signed') });
});
