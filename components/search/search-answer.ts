import { z } from 'zod';
import { type SearchHit, searchDocumentSchema } from '../../lib/report/search-report.ts';
import { decodeSegment } from '../shell/decode-segment.ts';

/** A hit with the cluster it is in. */
export interface FoundHit extends SearchHit {
  readonly cluster: string;
}

export interface SearchAnswer {
  /** Best first. */
  readonly hits: readonly FoundHit[];
  readonly more: boolean;
  /** What was looked for, as the server read it. */
  readonly query: string;
}

const clusterListSchema = z.object({ clusters: z.array(z.object({ id: z.string() })) });

/** More clusters than these are not searched from a page that is about none of them. */
const CLUSTERS_MAX = 8;

/** The cluster that a page is about. Null: none, or all of them. */
export function clusterOfPath(path: string): string | null {
  const segment = /^\/clusters\/([^/]+)/.exec(path)?.[1];
  return segment === undefined ? null : decodeSegment(segment);
}

/** Asks the cluster, or with null every one that is served. Null: nobody answered. */
export async function fetchAnswer(
  cluster: string | null,
  text: string,
  signal: AbortSignal,
): Promise<SearchAnswer | null> {
  const clusters = cluster === null ? await fetchClusters(signal) : [cluster];
  if (clusters === null) return null;
  const answers = await Promise.all(clusters.map((each) => fetchOf(each, text, signal)));
  const good = answers.filter((answer) => answer !== null);
  if (good.length === 0 && clusters.length > 0) return null;
  return {
    hits: good.flatMap(({ hits }) => hits),
    more: good.some(({ more }) => more),
    query: good[0]?.query ?? text,
  };
}

async function fetchClusters(signal: AbortSignal): Promise<readonly string[] | null> {
  const parsed = clusterListSchema.safeParse(await fetchJson('/api/v1/clusters', signal));
  return parsed.success ? parsed.data.clusters.slice(0, CLUSTERS_MAX).map(({ id }) => id) : null;
}

async function fetchOf(cluster: string, text: string, signal: AbortSignal): Promise<SearchAnswer | null> {
  const url = `/api/v1/clusters/${encodeURIComponent(cluster)}/search?q=${encodeURIComponent(text)}`;
  const parsed = searchDocumentSchema.safeParse(await fetchJson(url, signal));
  if (!parsed.success) return null;
  const { hits, more, query } = parsed.data;
  return { hits: hits.map((hit) => ({ ...hit, cluster })), more, query };
}

/** Null: no answer, or none that is JSON. */
async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await (await fetch(url, { signal })).json();
  } catch {
    return null;
  }
}
