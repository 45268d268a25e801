import type { Analysis } from '../../analysis/analysis.ts';
import type { ClusterState } from '../../collector/live-cluster.ts';
import { eventText } from './event-text.ts';
import { streamPosition } from './stream-position.ts';
import { followTrack, helloEvent, type SummaryTrack, startTrack, summaryEvent } from './summary-steps.ts';
import { serviceEventText, type WatchedService, watchService } from './watched-service.ts';

export type Message = Uint8Array<ArrayBuffer>;

/** How far a viewer is. */
export interface Position {
  /** Null: knows nothing yet. */
  readonly version: number | null;
  /** The Service it looks at beside the summary, and as of which version it knows it. */
  readonly service: { readonly key: string; readonly version: number | null } | null;
}

/**
 * Everything that viewers of one cluster are told, written out once per version however many they are. A viewer that was
 * slow gets one message over everything it missed.
 */
export class StreamMessages {
  readonly #encoder = new TextEncoder();
  readonly #services = new Map<string, { readonly watched: WatchedService; readonly message: Message }>();
  readonly #summaries = new Map<number | null, Message>();
  #state: ClusterState<Analysis>;
  #track: SummaryTrack;

  constructor(state: ClusterState<Analysis>) {
    this.#state = state;
    this.#track = startTrack(state);
  }

  get version(): number {
    return this.#state.version;
  }

  /** Brings everything up to date; `watched` are the Services that somebody looks at. */
  follow(state: ClusterState<Analysis>, watched: ReadonlySet<string>): void {
    if (state.version !== this.#state.version) this.#summaries.clear();
    this.#state = state;
    this.#track = followTrack(this.#track, state);
    for (const key of [...this.#services.keys()]) if (!watched.has(key)) this.#services.delete(key);
    for (const key of watched) this.#serviceMessage(key);
  }

  /** What brings a viewer up to date, and where it is then. Empty: it is. */
  since({ version, service }: Position): { readonly messages: Message[]; readonly position: Position } {
    const messages = version === this.version ? [] : [this.#summaryMessage(version)];
    if (service === null) return { messages, position: { version: this.version, service } };
    const { watched, message } = this.#serviceMessage(service.key);
    if (service.version === null || service.version < watched.version) messages.push(message);
    return { messages, position: { version: this.version, service: { ...service, version: this.version } } };
  }

  #serviceMessage(key: string): { readonly watched: WatchedService; readonly message: Message } {
    const known = this.#services.get(key) ?? null;
    const watched = watchService(known?.watched ?? null, key, this.#state);
    const unchanged = known !== null && known.watched.version === watched.version;
    const message = unchanged ? known.message : this.#encoder.encode(serviceEventText(watched));
    const entry = { watched, message };
    this.#services.set(key, entry);
    return entry;
  }

  #summaryMessage(from: number | null): Message {
    const known = this.#summaries.get(from);
    if (known !== undefined) return known;
    const delta = from === null ? null : summaryEvent(this.#track, from);
    const text = eventText({
      event: delta === null ? 'hello' : 'summary',
      data: JSON.stringify(delta ?? helloEvent(this.#track)),
      id: streamPosition(this.version),
    });
    const message = this.#encoder.encode(text);
    this.#summaries.set(from, message);
    return message;
  }
}
