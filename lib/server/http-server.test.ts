import { afterEach, describe, expect, test } from 'vitest';
import { type GuardedServer, startGuardedServer } from './testing/guarded-server.ts';
import { ask, askRaw, close } from './testing/http-client.ts';

let running: GuardedServer | null = null;

afterEach(async () => {
  if (running !== null) await close(running.server);
  running = null;
});

async function start(options: Parameters<typeof startGuardedServer>[0] = {}): Promise<GuardedServer> {
  running = await startGuardedServer(options);
  return running;
}

describe('which host', () => {
  test.each(['localhost', 'localhost:8080', '127.0.0.1', '[::1]:8080', 'LOCALHOST', 'a.localhost'])(
    '%s is this machine',
    async (host) => {
      const { port } = await start();
      expect((await ask(port, '/', { headers: { host } })).status).toBe(200);
    },
  );

  test.each(['evil.example', 'evil.example:8080', 'localhost.evil.example', '10.0.0.7', '127.0.0.1.evil.example'])(
    '%s is not, so a page of that name cannot read this server',
    async (host) => {
      const { port } = await start();
      const answer = await ask(port, '/api/v1/clusters', { headers: { host } });
      expect(answer.status).toBe(421);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(answer.body)).toMatchObject({
        type: 'urn:aks-ingress-health:problem:misdirected-request',
        status: 421,
        detail: expect.stringContaining('--allowed-host'),
        instance: '/api/v1/clusters',
        requestId: answer.headers['x-request-id'],
      });
    },
  );

  test('configured names answer, and literal addresses do where others can connect', async () => {
    const config = { host: '0.0.0.0', allowedHosts: ['health.example.com'], access: { kind: 'anonymous' } } as const;
    const { port } = await start({ config });
    const status = async (host: string) => (await ask(port, '/', { headers: { host } })).status;
    expect(await status('health.example.com')).toBe(200);
    expect(await status('10.0.0.7:8080')).toBe(200);
    expect(await status('[fd00::1]')).toBe(200);
    expect(await status('other.example.com')).toBe(421);
  });

  test('no host is no request, but a kubelet may ask by any name', async () => {
    const { port } = await start();
    expect((await ask(port, '/', { headers: { host: 'a b' } })).status).toBe(400);
    expect((await ask(port, '/readyz', { headers: { host: '10.244.0.5:8080' } })).status).toBe(200);
  });
});

describe('which request', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
    '%s is refused with what is allowed',
    async (method) => {
      const { port } = await start();
      const answer = await ask(port, '/api/v1/clusters', { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD');
      expect(JSON.parse(answer.body).title).toBe('Method not allowed');
    },
  );

  test('a read with a body is refused unread', async () => {
    const { port } = await start();
    expect((await ask(port, '/', { headers: { 'content-length': 4 }, body: 'body' })).status).toBe(413);
    expect((await ask(port, '/', { headers: { 'transfer-encoding': 'chunked' }, body: 'body' })).status).toBe(413);
  });

  test('headers beyond the limit are 431, and no HTTP is 400', async () => {
    const { port } = await start();
    const long = await askRaw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    expect(long).toContain('"status":431');
    expect(await askRaw(port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
    expect(await askRaw(port, 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });

  test('what answers sees the path that was judged, and none that means nothing', async () => {
    const { port } = await start();
    const seen = async (path: string) => JSON.parse((await ask(port, path)).body).url;
    expect(await seen('/clusters/../api/%2e%2e/livez?x=%2e')).toBe('/livez?x=%2e');
    expect((await ask(port, '/clusters/%E0%A4%A')).status).toBe(400);
  });

  test('web sockets are refused outside of development', async () => {
    const { port } = await start();
    const upgrade = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    expect(await askRaw(port, upgrade)).toBe('');
  });
});

describe('every answer', () => {
  test('lets nothing in from elsewhere, and has a nonce of its own that the pages know', async () => {
    const { port } = await start();
    const [first, second] = [await ask(port, '/'), await ask(port, '/')];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'self'; script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(second.headers['content-security-policy']).not.toBe(policy);
    expect(JSON.parse(first.body).seen['content-security-policy']).toBe(policy);
    expect(first.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('headers that steer the pages are not taken from outside', async () => {
    const { port } = await start();
    const headers = {
      'x-middleware-subrequest': 'x',
      'content-security-policy': "script-src 'unsafe-inline'",
      'x-nonce': 'mine',
      'x-forwarded-host': 'evil.example',
      'next-action': 'abc',
    };
    const { seen } = JSON.parse((await ask(port, '/', { headers })).body);
    expect(seen).not.toHaveProperty('x-middleware-subrequest');
    expect(seen).not.toHaveProperty('x-forwarded-host');
    expect(seen).not.toHaveProperty('next-action');
    expect(seen['x-nonce']).not.toBe('mine');
    expect(seen['content-security-policy']).not.toContain('unsafe-inline; ');
    expect(seen['content-security-policy']).toContain(`'nonce-${seen['x-nonce']}'`);
  });

  test('a page that fails is a 500 without a word about why, which is in the log', async () => {
    const handle = () => Promise.reject(new Error('secret detail'));
    const { port, lines } = await start({ handle });
    const answer = await ask(port, '/api/v1/clusters?x=1');
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('secret detail');
    expect(lines.filter((line) => line.level === 'error').map((line) => line.message)).toContain('request failed');
  });

  test('is logged once with its id and without its query', async () => {
    const { port, lines } = await start();
    const answer = await ask(port, '/nowhere?token=hunter2', { method: 'DELETE' });
    expect(lines).toEqual([
      {
        level: 'info',
        message: 'request',
        fields: expect.objectContaining({ requestId: answer.headers['x-request-id'], path: '/nowhere', status: 405 }),
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });
});
