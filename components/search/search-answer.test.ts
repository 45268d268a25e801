import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { groupHits } from './group-hits.ts';
import { clusterOfPath, fetchAnswer } from './search-answer.ts';

const hit = (title: string, kind = 'host') => ({ kind, title, detail: 'd', href: `/${title}` });
const asked: string[] = [];
let answers: Record<string, unknown> = {};

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response(JSON.stringify(answers[url] ?? 'nothing')));
  });
});
afterEach(() => vi.unstubAllGlobals());

const document = (...titles: string[]) => ({
  formatVersion: 1,
  cluster: 'x',
  takenAt: '2026-11-21T03:12:00Z',
  query: 'shop',
  hits: titles.map((title) => hit(title)),
  more: false,
});
const { signal } = new AbortController();

it('asks the cluster of the page', async () => {
  answers = { '/api/v1/clusters/prod%20weu/search?q=a%2Fb': document('shop.example.com') };
  const answer = await fetchAnswer(clusterOfPath('/clusters/prod%20weu/nodes'), 'a/b', signal);
  expect(answer).toMatchObject({
    query: 'shop',
    more: false,
    hits: [{ title: 'shop.example.com', cluster: 'prod weu' }],
  });
});

it('asks every cluster from a page that is about none, and keeps what the others answer', async () => {
  expect(clusterOfPath('/docs/model')).toBeNull();
  answers = {
    '/api/v1/clusters': { clusters: [{ id: 'a' }, { id: 'b' }] },
    '/api/v1/clusters/b/search?q=shop': document('shop.example.com'),
  };
  expect((await fetchAnswer(null, 'shop', signal))?.hits).toMatchObject([{ cluster: 'b' }]);
  expect(asked).toHaveLength(3);
});

it('says when nobody answers', async () => {
  answers = {};
  expect(await fetchAnswer('a', 'shop', signal)).toBeNull();
  expect(await fetchAnswer(null, 'shop', signal)).toBeNull();
});

it('puts hits of a kind together, the kind of the best one first', () => {
  const found = [hit('n', 'node'), hit('s', 'service'), hit('m', 'node')].map((each) => ({
    ...each,
    kind: each.kind === 'node' ? ('node' as const) : ('service' as const),
    cluster: 'a',
  }));
  expect(groupHits(found).map(({ heading, hits }) => `${heading}: ${hits.map(({ title }) => title).join()}`)).toEqual([
    'Nodes: n,m',
    'Services: s',
  ]);
});
