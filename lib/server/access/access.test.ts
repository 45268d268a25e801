import { afterEach, describe, expect, test } from 'vitest';
import type { Access } from '../config/config.ts';
import { type GuardedServer, startGuardedServer } from '../testing/guarded-server.ts';
import { ask, close, type Question } from '../testing/http-client.ts';

const token = 'a-long-enough-secret';
let running: GuardedServer | null = null;
let clockMs = 0;

afterEach(async () => {
  if (running !== null) await close(running.server);
  running = null;
});

async function start(access: Access) {
  clockMs = Date.UTC(2026, 0, 1);
  running = await startGuardedServer({
    config: { host: '0.0.0.0', allowedHosts: [], access },
    now: () => clockMs,
  });
  const { port } = running;
  return (path: string, question: Question = {}) => ask(port, path, question);
}

function form(fields: Record<string, string>, headers: Record<string, string> = {}): Question {
  const body = new URLSearchParams(fields).toString();
  return {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length, ...headers },
  };
}

function cookieOf(headers: { 'set-cookie'?: string[] | undefined }): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

describe('a shared secret', () => {
  const access = { kind: 'token', token } as const;

  test('programs send it as a bearer token, and are told so', async () => {
    const get = await start(access);
    const refused = await get('/api/v1/clusters');
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="aks-ingress-health"');
    expect(JSON.parse(refused.body).detail).toBe('Send the access token: Authorization: Bearer <token>.');
    const status = async (authorization: string) => (await get('/metrics', { headers: { authorization } })).status;
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect(await status(`bearer ${token}`)).toBe(200);
    expect(await status(`Bearer ${token}x`)).toBe(401);
    expect(await status(`Basic ${token}`)).toBe(401);
  });

  test('programs cannot send it in the address', async () => {
    const get = await start(access);
    expect((await get(`/api/v1/clusters?token=${token}`)).status).toBe(401);
  });

  test('people are asked for it, and come back to where they wanted to go', async () => {
    const get = await start(access);
    const asked = await get('/clusters/prod?policy=Local');
    expect(asked.status).toBe(303);
    expect(asked.headers.location).toBe('/login?next=%2Fclusters%2Fprod%3Fpolicy%3DLocal');
    const page = await get(String(asked.headers.location));
    expect(page.body).toContain('name="next" value="/clusters/prod?policy=Local"');
    const entered = await get('/login', form({ token, next: '/clusters/prod?policy=Local' }));
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe('/clusters/prod?policy=Local');
    const setCookie = entered.headers['set-cookie']?.[0] ?? '';
    expect(setCookie).toContain('; HttpOnly; SameSite=Strict');
    expect(setCookie).not.toContain(token);
    expect((await get('/clusters/prod', { headers: { cookie: cookieOf(entered.headers) } })).status).toBe(200);
  });

  test('a link with the secret becomes a session, and the secret leaves the address', async () => {
    const get = await start(access);
    const entered = await get(`/clusters/prod?token=${token}&policy=Local`);
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe('/clusters/prod?policy=Local');
    expect((await get('/', { headers: { cookie: cookieOf(entered.headers) } })).status).toBe(200);
    const wrong = await get('/clusters/prod?token=wrong');
    expect(wrong.headers.location).toBe('/login?next=%2Fclusters%2Fprod');
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  test('a link on another site opens for whoever has a session, which browsers keep back at first', async () => {
    const get = await start(access);
    const followed = await get('/clusters/prod', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(followed.status).toBe(200);
    expect(followed.body).toContain('<meta http-equiv="refresh" content="0">');
    const again = await get('/clusters/prod', { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(again.headers.location).toBe('/login?next=%2Fclusters%2Fprod');
  });

  test('a session ends, cannot be prolonged by hand, and ends with its secret', async () => {
    const get = await start(access);
    const cookie = cookieOf((await get('/login', form({ token }))).headers);
    const status = async (sent: string) => (await get('/', { headers: { cookie: sent } })).status;
    const [endsAt = '', signed = ''] = cookie.split('=')[1]?.split('.') ?? [];
    expect(await status(cookie)).toBe(200);
    expect(await status(`other=1; ${cookie}`)).toBe(200);
    expect(await status(`${cookie.split('=')[0]}=${Number(endsAt) + 1}.${signed}`)).toBe(303);
    expect(await status(`${cookie.split('=')[0]}=${endsAt}.`)).toBe(303);
    clockMs += 12 * 60 * 60 * 1000 + 1000;
    expect(await status(cookie)).toBe(303);
    const before = cookie;
    if (running !== null) await close(running.server);
    const other = await start({ kind: 'token', token: 'another-long-secret' });
    expect((await other('/', { headers: { cookie: before } })).status).toBe(303);
  });

  test('the form leads to no other site, takes nothing from one, and shows what was typed as text', async () => {
    const get = await start(access);
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect((await get('/login', form({ token, next }))).headers.location).toBe('/');
    }
    const foreign = await get('/login', form({ token }, { origin: 'https://evil.example' }));
    expect(foreign.status).toBe(403);
    expect(foreign.headers['set-cookie']).toBeUndefined();
    const page = await get(`/login?next=${encodeURIComponent('/"><script>alert(1)</script>')}`);
    expect(page.body).not.toContain('<script>');
  });

  test('the form is small, typed and of known length', async () => {
    const get = await start(access);
    const typed = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await get('/login', form({ token: 'x'.repeat(5000) }))).status).toBe(413);
    expect((await get('/login', form({ token }, { 'content-type': 'application/json' }))).status).toBe(415);
    const chunked = { method: 'POST', headers: { ...typed, 'transfer-encoding': 'chunked' }, body: 'token=x' };
    expect((await get('/login', chunked)).status).toBe(411);
  });

  test('guessing has to wait after twenty failures, however it is done', async () => {
    const get = await start(access);
    const bearer = (value: string) => get('/api/v1/clusters', { headers: { authorization: `Bearer ${value}` } });
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await bearer(`wrong-${attempt}`)).status).toBe(401);
      expect((await get('/login', form({ token: `wrong-${attempt}` }))).status).toBe(401);
    }
    expect((await bearer(token)).status).toBe(429);
    expect((await get('/login', form({ token }))).status).toBe(429);
    clockMs += 60_000;
    expect((await bearer(token)).status).toBe(200);
  });

  test('behind TLS the cookie is for TLS only', async () => {
    const get = await start(access);
    const entered = await get('/login', form({ token }, { 'x-forwarded-proto': 'https' }));
    expect(entered.headers['set-cookie']?.[0]).toMatch(/; Secure$/);
  });

  test('health checks tell nothing and need nothing', async () => {
    const get = await start(access);
    expect((await get('/livez')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('a proxy that signs people in', () => {
  const proxy = (address: string) => ({ kind: 'proxy', header: 'x-auth-user', addresses: [address] }) as const;

  test('is believed, and whom it names is in the log', async () => {
    const get = await start(proxy('127.0.0.0/8'));
    expect((await get('/', { headers: { 'x-auth-user': 'ada@example.com' } })).status).toBe(200);
    expect(running?.lines[0]?.fields).toMatchObject({ user: 'ada@example.com' });
  });

  test('must name somebody', async () => {
    const get = await start(proxy('127.0.0.1'));
    expect((await get('/')).status).toBe(401);
    expect((await get('/', { headers: { 'x-auth-user': ' ' } })).status).toBe(401);
  });

  test('nobody else may say who they are', async () => {
    const get = await start(proxy('10.0.0.0/8'));
    const answer = await get('/api/v1/clusters', { headers: { 'x-auth-user': 'ada@example.com' } });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body).detail).toContain('Come through the proxy');
  });
});

describe('no secret', () => {
  test.each([{ kind: 'loopback' }, { kind: 'anonymous' }] as const)('$kind lets everybody in', async (access) => {
    const get = await start(access);
    expect((await get('/')).status).toBe(200);
    expect((await get('/login')).status).toBe(200);
  });
});
