import { z } from 'zod';
import type { Api } from './api.ts';
import { keyOf } from './tally.ts';

const PAGE = 500;

export const objectSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional(), resourceVersion: z.string() }),
});
const pageSchema = z.object({
  metadata: z.object({ resourceVersion: z.string(), continue: z.string().optional() }),
  items: z.array(objectSchema),
});

export interface Listed {
  readonly revision: string;
  /** Revisions by key. */
  readonly revisions: Map<string, string>;
}

const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;

/** Everything of a kind, page by page. */
export async function listAll(api: Api, path: string): Promise<Listed> {
  const revisions = new Map<string, string>();
  let token = '';
  for (;;) {
    const query = `limit=${PAGE}${token === '' ? '' : `&continue=${encodeURIComponent(token)}`}`;
    const page = pageSchema.parse(await api.json(withQuery(path, query)));
    for (const item of page.items) revisions.set(keyOf(item), item.metadata.resourceVersion);
    token = page.metadata.continue ?? '';
    if (token === '') return { revision: page.metadata.resourceVersion, revisions };
  }
}

export const watchPath = (path: string, revision: string): string =>
  withQuery(path, `watch=true&allowWatchBookmarks=true&resourceVersion=${revision}`);
