import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { searchDocumentSchema } from '../../report/search-report.ts';
import { registerClusters } from '../registry.ts';
import { changingCluster } from '../testing/changing-cluster.ts';
import { routeOf } from '../testing/route-of.ts';

beforeEach(() => registerClusters([changingCluster('prod')]));
afterEach(() => registerClusters([]));

function ask(query: string, headers: Record<string, string> = {}): Promise<Response> {
  const address = `/api/v1/clusters/prod/search${query}`;
  return routeOf(address)(new Request(`http://localhost${address}`, { headers }));
}

describe('the search', () => {
  test('answers with what the contract says, and with 304 when nothing changed', async () => {
    const answer = await ask('?q=web');
    expect(answer.status).toBe(200);
    const document = searchDocumentSchema.strict().parse(await answer.json());
    expect(document).toMatchObject({ cluster: 'test', query: 'web', more: false });
    expect(document.hits[0]).toMatchObject({ kind: 'service', href: '/clusters/prod/services/shop/web' });
    expect((await ask('?q=web', { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
  });

  test.each(['', '?q=', '?q=%20', `?q=${'a'.repeat(2049)}`, '?query=web'])(
    'refuses %s with a reason',
    async (query) => {
      const answer = await ask(query);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ title: expect.any(String), detail: expect.stringContaining('"q') });
    },
  );
});
