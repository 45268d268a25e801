import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Api } from './api.ts';
import { listAll, objectSchema, watchPath } from './list-all.ts';
import { count, emptyTally, keyOf, type Tally, type ToldObject } from './tally.ts';

const eventSchema = z.object({ type: z.string(), object: z.looseObject({}) });
const bookmarkSchema = z.object({ metadata: z.object({ resourceVersion: z.string() }) });

export interface WatchClientOptions {
  readonly name: string;
  readonly path: string;
  /** Cuts its own connection after so many events and goes on from where it was; null: never. */
  readonly cutAfter: number | null;
}

/** Lists once, then believes only what its watch tells. Never lists again: whatever it misses stays wrong. */
export class WatchClient {
  readonly name: string;
  readonly path: string;
  readonly tally: Tally = emptyTally();
  /** Revisions by key, as told. */
  readonly revisions = new Map<string, string>();
  connections = 0;
  private readonly api: Api;
  private readonly cutAfter: number | null;
  private revision = '0';
  private connection: IncomingMessage | null = null;
  private isStopped = false;
  private waiting: { readonly revision: string; readonly done: () => void } | null = null;

  constructor(api: Api, { name, path, cutAfter }: WatchClientOptions) {
    this.api = api;
    this.name = name;
    this.path = path;
    this.cutAfter = cutAfter;
  }

  /** Resolves once everything is listed and the watch is open; `failed` hears what ends it afterwards. */
  async start(failed: (error: Error) => void): Promise<void> {
    const listed = await listAll(this.api, this.path);
    for (const [key, revision] of listed.revisions) this.revisions.set(key, revision);
    this.revision = listed.revision;
    const first = await this.connect();
    void this.follow(first).catch((error: unknown) => {
      if (!this.isStopped) failed(new Error(`${this.name}: ${error instanceof Error ? error.message : String(error)}`));
    });
  }

  /** Resolves when the change of this revision was told: then so was everything before it. */
  seen(revision: string): Promise<void> {
    if (Number(this.revision) >= Number(revision)) return Promise.resolve();
    return new Promise((done) => {
      this.waiting = { revision, done };
    });
  }

  stop(): void {
    this.isStopped = true;
    this.connection?.destroy();
  }

  private async connect(): Promise<IncomingMessage> {
    const response = await this.api.open(watchPath(this.path, this.revision));
    if (response.statusCode !== 200) throw new Error(`the watch was answered with ${response.statusCode}`);
    if (this.isStopped) response.destroy();
    this.connections++;
    this.connection = response;
    return response;
  }

  private async reconnect(): Promise<IncomingMessage | null> {
    return this.isStopped ? null : this.connect();
  }

  private async follow(first: IncomingMessage): Promise<void> {
    for (let response: IncomingMessage | null = first; response !== null; response = await this.reconnect()) {
      let told = 0;
      try {
        for await (const line of createInterface({ input: response })) {
          this.take(line);
          told++;
          if (told === this.cutAfter) break;
        }
      } finally {
        response.destroy();
      }
    }
  }

  private take(line: string): void {
    const { type, object } = eventSchema.parse(JSON.parse(line));
    if (type === 'ERROR') throw new Error(`the watch ended with ${JSON.stringify(object)}`);
    if (type === 'BOOKMARK') this.revision = bookmarkSchema.parse(object).metadata.resourceVersion;
    else this.apply(type, objectSchema.parse(object));
    if (this.waiting === null || Number(this.revision) < Number(this.waiting.revision)) return;
    this.waiting.done();
    this.waiting = null;
  }

  private apply(type: string, object: ToldObject): void {
    this.revision = object.metadata.resourceVersion;
    count(this.tally, type, object);
    if (type === 'DELETED') this.revisions.delete(keyOf(object));
    else this.revisions.set(keyOf(object), object.metadata.resourceVersion);
  }
}
