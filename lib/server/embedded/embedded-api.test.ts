import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getEmbedded } from '../api/get-embedded.ts';
import { postEmbedded } from '../api/post-embedded.ts';
import { close, listen } from '../testing/http-client.ts';
import { serveEmbedded } from './served-embedded.ts';

const state = {
  scenario: 'healthy',
  startedWith: 'healthy',
  now: '2026-11-21T00:00:00Z',
  speed: 1,
  nodes: [],
  services: [],
  workloads: [],
};
const journal = Array.from({ length: 9 }, (_, index) => ({ at: '2026-11-21T00:00:00Z', text: `step ${index}` }));
const asked: string[] = [];

/** A control API that writes down what it is asked. */
const control = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  if (request.method === 'POST') asked.push(`${request.url} ${body}`);
  const isRefused = body.includes('none');
  response.statusCode = isRefused ? 400 : 200;
  const scenarios = [{ name: 'healthy', title: 'A healthy cluster' }];
  const known = request.url === '/control/scenarios' ? scenarios : { ...state, journal };
  response.end(JSON.stringify(isRefused ? { error: 'no node fits "none"' } : known));
}

beforeEach(async () => {
  asked.length = 0;
  serveEmbedded(`http://127.0.0.1:${await listen(control)}/control`);
});
afterEach(async () => {
  serveEmbedded(null);
  await close(control);
});

const context = { params: Promise.resolve({}) };
const url = 'http://dash.example/api/v1/embedded';
const own = {
  host: 'dash.example',
  origin: 'http://dash.example',
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
};
const post = (body: string, headers: Record<string, string> = own) =>
  postEmbedded(new Request(url, { method: 'POST', body, headers }), context);

describe('the embedded AKS', () => {
  test('is told with what can be run in it and what happened last', async () => {
    const response = await getEmbedded(new Request(url), context);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      ...state,
      scenarios: [{ name: 'healthy', title: 'A healthy cluster' }],
      journal: journal.slice(-5),
    });
  });

  test('is not there unless it is served', async () => {
    serveEmbedded(null);
    expect((await getEmbedded(new Request(url), context)).status).toBe(404);
    expect((await post('{"speed":0}')).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('does what a page of ours asks', async () => {
    for (const body of ['{"action":{"do":"evict","node":"spot"}}', '{"speed":0}', '{"run":"zone-loss"}'])
      expect((await post(body)).status).toBe(200);
    expect(asked).toEqual([
      '/control/actions {"do":"evict","node":"spot"}',
      '/control/speed {"speed":0}',
      '/control/run {"scenario":"zone-loss"}',
    ]);
  });

  test('tells why something cannot be done, and when nothing answers', async () => {
    const refused = await post('{"action":{"do":"kill","node":"none"}}');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ detail: 'no node fits "none"' });
    serveEmbedded('http://127.0.0.1:1/control');
    expect((await post('{"speed":0}')).status).toBe(503);
  });
});

const strangers: readonly [string, number, Record<string, string>][] = [
  ['another site', 403, { ...own, 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }],
  ['another name of the same site', 403, { ...own, 'sec-fetch-site': 'same-site' }],
  ['an address bar', 403, { ...own, 'sec-fetch-site': 'none' }],
  [
    'an old browser on another site',
    403,
    { host: own.host, origin: 'http://evil.example', 'content-type': own['content-type'] },
  ],
  ['a page without an origin', 403, { host: own.host, origin: 'null', 'content-type': own['content-type'] }],
  ['something that says nothing', 403, { host: own.host, 'content-type': own['content-type'] }],
  ['a form', 415, { ...own, 'content-type': 'text/plain' }],
];

test.each(strangers)('%s is refused with %i and nothing is done', async (_name, status, headers) => {
  expect((await post('{"speed":0}', headers)).status).toBe(status);
  expect(asked).toEqual([]);
});

test.each(['', 'speed', '{}', '{"speed":0,"run":"healthy"}', '{"path":"/x"}'])(
  'the body %j is refused',
  async (body) => {
    expect((await post(body)).status).toBe(400);
    expect(asked).toEqual([]);
  },
);
