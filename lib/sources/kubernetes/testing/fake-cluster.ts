import { createFakeCollection, type FakeCollection, type WireEvent, type WireObject } from './fake-collection.ts';
import type { FakeRequest } from './fake-request.ts';
import { createListPages } from './list-page.ts';
import { expiredEvent, type OpenWatch, statusObject } from './open-watch.ts';

type Missed =
  | { readonly ok: true; readonly events: readonly WireEvent[] }
  | { readonly ok: false; readonly status: number; readonly body: object };

const expiredStatus = { status: 410, body: statusObject(410, 'Expired', 'The provided continue parameter is too old') };

const mixedPaging = {
  status: 400,
  body: statusObject(400, 'BadRequest', 'specifying resource version is not allowed when using continue'),
};

/** What the fake API server holds: collections, one revision counter, refusals and who follows what. */
export function createFakeCluster() {
  const collections = new Map<string, FakeCollection>();
  const followers = new Map<OpenWatch, string>();
  const denied = new Set<string>();
  const pages = createListPages();
  let revision = 100;
  const nextRevision = () => ++revision;

  function collection(path: string): FakeCollection {
    const known = collections.get(path) ?? createFakeCollection(nextRevision);
    collections.set(path, known);
    return known;
  }

  function tell(path: string, change: Parameters<FakeCollection['eventOf']>[0] | null): void {
    if (change === null) return;
    for (const [watch, followed] of followers) {
      if (followed !== path) continue;
      const event = collection(path).eventOf(change, watch.view);
      if (event !== null) watch.send(event);
    }
  }

  function list(request: FakeRequest): { readonly status: number; readonly body: object } {
    const refused = refusal(request);
    if (refused !== null) return refused;
    const limit = Number(request.query.get('limit') ?? '0');
    const token = request.query.get('continue');
    if (token !== null && request.query.has('resourceVersion')) return mixedPaging;
    const items = collection(request.collection).matching(request.view);
    const page = token === null ? pages.first(items, revision, limit) : pages.next(token, limit);
    return page.ok ? { status: 200, body: page.body } : expiredStatus;
  }

  function since(request: FakeRequest): Missed {
    const refused = refusal(request);
    if (refused !== null) return { ok: false, ...refused };
    const from = Number(request.query.get('resourceVersion'));
    const events = collection(request.collection).since(from, request.view);
    return events === null ? { ok: true, events: [expiredEvent] } : { ok: true, events };
  }

  function refusal({ verb, collection: path }: FakeRequest) {
    if (denied.has(`${verb} ${path}`)) {
      return { status: 403, body: statusObject(403, 'Forbidden', `User "viewer" cannot ${verb} resource`) };
    }
    if (collections.has(path)) return null;
    return { status: 404, body: statusObject(404, 'NotFound', 'the server could not find the requested resource') };
  }

  return {
    list,
    since,
    follow(request: FakeRequest, watch: OpenWatch): () => void {
      followers.set(watch, request.collection);
      return () => followers.delete(watch);
    },
    /** Makes the kind known; a path that is not served answers 404. */
    serve: (...paths: string[]) => {
      for (const path of paths) collection(path);
    },
    put: (path: string, object: WireObject) => tell(path, collection(path).put(object)),
    remove: (path: string, key: string) => tell(path, collection(path).remove(key)),
    objects: (path: string) => collection(path).matching({ namespace: '', labelSelector: '', fieldSelector: '' }),
    /** History before now is forgotten, continue tokens too. Open watches go on. */
    compact: () => {
      for (const each of collections.values()) each.compact(revision);
      pages.expire();
    },
    revision: () => revision,
    deny: (verb: FakeRequest['verb'], path: string) => denied.add(`${verb} ${path}`),
    allow: (verb: FakeRequest['verb'], path: string) => denied.delete(`${verb} ${path}`),
    isDenied: (verb: string, path: string) => denied.has(`${verb} ${path}`),
    /** Moves the revision on without touching this path, then tells its watchers so. */
    bookmark: (path: string) => {
      const metadata = { resourceVersion: String(nextRevision()) };
      for (const [watch, followed] of followers) {
        if (followed === path && watch.bookmarks) watch.send({ type: 'BOOKMARK', object: { metadata } });
      }
    },
  };
}
