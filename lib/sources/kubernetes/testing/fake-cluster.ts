import { createFakeCollection, type FakeCollection, type WireEvent, type WireObject } from './fake-collection.ts';
import type { FakeRequest } from './fake-request.ts';
import { createListPages } from './list-page.ts';
import { expiredEvent, type OpenWatch, statusObject } from './open-watch.ts';

interface Refused {
  readonly status: number;
  readonly body: object;
}

type Missed = { readonly ok: true; readonly events: readonly WireEvent[] } | ({ readonly ok: false } & Refused);

const expiredStatus = { status: 410, body: statusObject(410, 'Expired', 'The provided continue parameter is too old') };
const mixedPaging = {
  status: 400,
  body: statusObject(400, 'BadRequest', 'specifying resource version is not allowed when using continue'),
};

/** What the fake API server holds: collections, one revision counter, refusals and who follows what. */
export class FakeCluster {
  readonly #collections = new Map<string, FakeCollection>();
  readonly #followers = new Map<OpenWatch, string>();
  readonly #denied = new Set<string>();
  readonly #pages = createListPages();
  #revision = 100;

  revision(): number {
    return this.#revision;
  }

  /** Makes kinds known; a path that is not served answers 404. */
  serve(...paths: string[]): void {
    for (const path of paths) this.#collection(path);
  }

  put(path: string, object: WireObject): void {
    this.#tell(path, this.#collection(path).put(object));
  }

  remove(path: string, key: string): void {
    const change = this.#collection(path).remove(key);
    if (change !== null) this.#tell(path, change);
  }

  objects(path: string): WireObject[] {
    return this.#collection(path).matching({ namespace: '', labelSelector: '', fieldSelector: '' });
  }

  /** History before now is forgotten, continue tokens too. Open watches go on. */
  compact(): void {
    for (const each of this.#collections.values()) each.compact(this.#revision);
    this.#pages.expire();
  }

  /** Moves the revision on without touching this path, then tells its watchers so. */
  bookmark(path: string): void {
    const metadata = { resourceVersion: String(this.#nextRevision()) };
    for (const [watch, followed] of this.#followers) {
      if (followed === path && watch.bookmarks) watch.send({ type: 'BOOKMARK', object: { metadata } });
    }
  }

  deny(verb: FakeRequest['verb'], path: string): void {
    this.#denied.add(`${verb} ${path}`);
  }

  allow(verb: FakeRequest['verb'], path: string): void {
    this.#denied.delete(`${verb} ${path}`);
  }

  isDenied(verb: string, path: string): boolean {
    return this.#denied.has(`${verb} ${path}`);
  }

  list(request: FakeRequest): Refused {
    const resources = this.#resourcesUnder(request.path);
    if (resources.length > 0 && !this.isDenied('list', request.path)) return { status: 200, body: { resources } };
    const refused = this.#refusal(request);
    if (refused !== null) return refused;
    const limit = Number(request.query.get('limit') ?? '0');
    const token = request.query.get('continue');
    if (token !== null && request.query.has('resourceVersion')) return mixedPaging;
    const items = this.#collection(request.collection).matching(request.view);
    const page = token === null ? this.#pages.first(items, this.#revision, limit) : this.#pages.next(token, limit);
    return page.ok ? { status: 200, body: page.body } : expiredStatus;
  }

  /** What a watch has missed since the position it asks for. */
  since(request: FakeRequest): Missed {
    const refused = this.#refusal(request);
    if (refused !== null) return { ok: false, ...refused };
    const from = Number(request.query.get('resourceVersion'));
    const events = this.#collection(request.collection).since(from, request.view);
    return { ok: true, events: events ?? [expiredEvent] };
  }

  follow(request: FakeRequest, watch: OpenWatch): () => void {
    this.#followers.set(watch, request.collection);
    return () => this.#followers.delete(watch);
  }

  /** What discovery says of a version of a group. */
  #resourcesUnder(path: string): readonly { readonly name: string }[] {
    if (!/^\/apis\/[^/]+\/[^/]+$/.test(path)) return [];
    const own = [...this.#collections.keys()].filter((each) => each.startsWith(`${path}/`));
    return own.map((each) => ({ name: each.slice(path.length + 1) }));
  }

  #collection(path: string): FakeCollection {
    const known = this.#collections.get(path) ?? createFakeCollection(() => this.#nextRevision());
    this.#collections.set(path, known);
    return known;
  }

  #nextRevision(): number {
    this.#revision += 1;
    return this.#revision;
  }

  #tell(path: string, change: Parameters<FakeCollection['eventOf']>[0]): void {
    for (const [watch, followed] of this.#followers) {
      if (followed !== path) continue;
      const event = this.#collection(path).eventOf(change, watch.view);
      if (event !== null) watch.send(event);
    }
  }

  #refusal({ verb, collection: path }: FakeRequest): Refused | null {
    if (this.isDenied(verb, path)) {
      return { status: 403, body: statusObject(403, 'Forbidden', `User "viewer" cannot ${verb} resource`) };
    }
    if (this.#collections.has(path)) return null;
    return { status: 404, body: statusObject(404, 'NotFound', 'the server could not find the requested resource') };
  }
}
