import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { ServerConfig } from './config/config.ts';
import { readConfig } from './config/read-config.ts';
import { openStreams } from './events/open-streams.ts';
import { type RunningServer, type StartResult, startServer } from './start-server.ts';
import { apiPages } from './testing/api-pages.ts';
import { type ChangingCluster, changingCluster, withoutEndpoints } from './testing/changing-cluster.ts';
import { readEvents } from './testing/event-reader.ts';
import { ask, close, listen } from './testing/http-client.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
let running: RunningServer | null = null;

afterEach(async () => {
  await running?.stop();
  running = null;
});

function config(changes: Partial<ServerConfig> = {}): ServerConfig {
  const read = readConfig({}, {});
  if (!read.ok) throw new Error(read.problems.join());
  return { ...read.value, port: 0, portIsGiven: true, ...changes };
}

async function tryStart(changes: Partial<ServerConfig>, cluster: ChangingCluster): Promise<StartResult> {
  const started = await startServer({
    config: config(changes),
    dev: false,
    pages: apiPages(),
    clusters: [cluster],
    armUsage: () => [],
    log,
  });
  if (started.ok) running = started.server;
  return started;
}

async function start(cluster = changingCluster('prod'), changes: Partial<ServerConfig> = {}): Promise<RunningServer> {
  const started = await tryStart(changes, cluster);
  if (!started.ok) throw new Error(started.message);
  return started.server;
}

async function openEvents(url: string) {
  const response = await fetch(`${url}/api/v1/clusters/prod/events`);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  if (response.body === null) throw new Error('no body');
  return readEvents(response.body);
}

describe('a running server', () => {
  test('tells fifty viewers what changes', async () => {
    const cluster = changingCluster('prod');
    const { url } = await start(cluster);
    const viewers = await Promise.all(Array.from({ length: 50 }, () => openEvents(url)));
    const hellos = await Promise.all(viewers.map((viewer) => viewer.next()));
    expect(new Set(hellos.map((event) => event?.event))).toEqual(new Set(['hello']));
    cluster.change(withoutEndpoints('web'));
    const events = await Promise.all(viewers.map((viewer) => viewer.next()));
    for (const event of events)
      expect(event).toMatchObject({ event: 'summary', data: { version: 2, status: 'failing' } });
    await Promise.all(viewers.map((viewer) => viewer.cancel()));
  });

  test('goes on with a viewer that comes back where it was', async () => {
    const cluster = changingCluster('prod');
    const { url } = await start(cluster);
    const viewer = await openEvents(url);
    const hello = await viewer.next();
    await viewer.cancel();
    cluster.change(withoutEndpoints('web'));
    const response = await fetch(`${url}/api/v1/clusters/prod/events`, {
      headers: { 'last-event-id': hello?.id ?? '' },
    });
    if (response.body === null) throw new Error('no body');
    const back = readEvents(response.body);
    expect(await back.next()).toMatchObject({ event: 'summary', data: { version: 2, services: [{ name: 'web' }] } });
    await back.cancel();
  });

  test('counts what it answers', async () => {
    const { url } = await start();
    await fetch(`${url}/api/v1/clusters`);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('aks_ingress_health_http_requests_total{kind="api",method="GET",status="2xx"} 1');
  });

  test('is ready once every cluster was read or is known to be unreadable', async () => {
    const unread = { state: 'absent', observedAt: null, error: null, resources: [] } as const;
    const cluster = changingCluster('prod');
    const sources = cluster.current().snapshot.sources;
    cluster.change((snapshot) => ({ ...snapshot, sources: { ...sources, kubernetes: unread } }));
    const { url } = await start(cluster);
    const waiting = await fetch(`${url}/readyz`);
    expect({ status: waiting.status, body: await waiting.json() }).toMatchObject({
      status: 503,
      body: { detail: 'Still reading 1 of 1 clusters.' },
    });
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    cluster.change((snapshot) => ({
      ...snapshot,
      sources: { ...sources, kubernetes: { ...unread, error: 'refused' } },
    }));
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

describe('a stop', () => {
  test('ends open streams, lets the process go, and may be asked for twice', async () => {
    const server = await start();
    const viewers = await Promise.all(Array.from({ length: 50 }, () => openEvents(server.url)));
    await Promise.all(viewers.map((viewer) => viewer.next()));
    const [first, second] = [server.stop(), server.stop()];
    expect(await Promise.all(viewers.map((viewer) => viewer.next()))).toEqual(viewers.map(() => null));
    await Promise.all([first, second]);
    expect(openStreams().size).toBe(0);
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow('fetch failed');
  });
});

describe('a port', () => {
  async function taken(): Promise<{ readonly port: number; readonly free: () => Promise<void> }> {
    const other = createServer();
    const port = await listen(other);
    return { port, free: () => close(other) };
  }

  test('that is taken is another one, and that is said', async () => {
    const { port, free } = await taken();
    const server = await start(changingCluster('prod'), { port, portIsGiven: false });
    expect(server.takenPort).toBe(port);
    expect(server.url).not.toContain(`:${port}`);
    expect((await ask(Number(new URL(server.url).port), '/livez')).status).toBe(200);
    await free();
  });

  test('that was asked for and is taken is an error', async () => {
    const { port, free } = await taken();
    expect(await tryStart({ port, portIsGiven: true }, changingCluster('prod'))).toEqual({
      ok: false,
      message: `--port: port ${port} of 127.0.0.1 is taken; stop what listens there, or choose another port.`,
    });
    await free();
  });

  test('of an address that is not ours is an error', async () => {
    expect(await tryStart({ host: '203.0.113.1' }, changingCluster('prod'))).toEqual({
      ok: false,
      message: '--host: 203.0.113.1 is no address of this machine.',
    });
  });
});
