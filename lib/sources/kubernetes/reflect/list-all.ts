import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import type { KubePath } from '../resource.ts';
import { type KubeFailure, kubeFailure } from '../transport/kube-failure.ts';
import type { KubeTransport } from '../transport/kube-transport.ts';

export interface ListRequest {
  readonly path: KubePath;
  readonly query: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export type Listed = { readonly ok: true; readonly resourceVersion: string } | KubeFailure;

const PAGE_SIZE = 500;
const RESTARTS_MAX = 3;

/**
 * Reads a collection page by page. `begin` is called again whenever the pages must be read from the start, because
 * the API server has forgotten the moment they show; what it returned before is then to be thrown away.
 */
export async function listAll(
  transport: Pick<KubeTransport, 'readJson'>,
  request: ListRequest,
  begin: () => (item: unknown) => void,
): Promise<Listed> {
  for (let restarts = 0; ; restarts += 1) {
    const listed = await listPages(transport, request, begin());
    if (listed.ok || listed.reason !== 'expired' || restarts === RESTARTS_MAX) return listed;
  }
}

async function listPages(
  transport: Pick<KubeTransport, 'readJson'>,
  { path, query, signal }: ListRequest,
  onItem: (item: unknown) => void,
): Promise<Listed> {
  let next = '';
  for (;;) {
    const answer = await transport.readJson({ path, query: pageQuery(query, next), signal });
    if (!answer.ok) return answer;
    const page = readPage(answer.body);
    if (page === null) return kubeFailure('unreadable', `The answer to GET ${path} is not a list.`);
    for (const item of page.items) onItem(item);
    if (page.next === '') return { ok: true, resourceVersion: page.resourceVersion };
    next = page.next;
  }
}

/** Later pages are of the moment of the first; the API server refuses a resourceVersion beside `continue`. */
function pageQuery({ resourceVersion, ...query }: Readonly<Record<string, string>>, next: string) {
  const paged = { ...query, limit: String(PAGE_SIZE) };
  if (next !== '') return { ...paged, continue: next };
  return resourceVersion === undefined ? paged : { ...paged, resourceVersion };
}

/** Null: not a list. A list without `items` is one that could not be read, not an empty one. */
function readPage(body: unknown) {
  const metadata = propertyOf(body, 'metadata');
  const resourceVersion = propertyOf(metadata, 'resourceVersion');
  const next = propertyOf(metadata, 'continue') ?? '';
  const items = propertyOf(body, 'items');
  if (typeof resourceVersion !== 'string' || typeof next !== 'string') return null;
  if (items !== null && !Array.isArray(items)) return null;
  return { resourceVersion, next, items: items ?? [] };
}
