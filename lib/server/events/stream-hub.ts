import type { ServedCluster } from '../registry.ts';
import { openStreams } from './open-streams.ts';
import { type Message, type Position, StreamMessages } from './stream-messages.ts';
import type { StreamTiming } from './stream-timing.ts';

/** No viewer is told more often than this; what happens in between is one message. */
const pauseMs = 250;
const heartbeatMs = 15_000;
/** A viewer that took nothing for this many heartbeats has gone without saying so. */
const missedBeatsMax = 4;

const comment = (text: string): Message => new TextEncoder().encode(`: ${text}\n\n`);

interface Viewer {
  position: Position;
  /** The stream has taken what it was given last. */
  ready: boolean;
  greeted: boolean;
  missedBeats: number;
  readonly send: (message: Message) => void;
  readonly close: () => void;
}

/** Tells the viewers of one cluster what changes. Works only while there are any. */
export class StreamHub {
  readonly #cluster: ServedCluster;
  readonly #timing: StreamTiming;
  readonly #viewers = new Set<Viewer>();
  #messages: StreamMessages | null = null;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #cancelFlush: (() => void) | null = null;
  #stop: (() => void) | null = null;

  constructor(cluster: ServedCluster, timing: StreamTiming) {
    this.#cluster = cluster;
    this.#timing = timing;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** A stream from a position on; ends when the reader cancels it, when `signal` aborts, or when the server stops. */
  open(position: Position, signal: AbortSignal): ReadableStream<Message> {
    let viewer: Viewer | null = null;
    const leave = () => {
      if (viewer !== null) this.#leave(viewer);
    };
    return new ReadableStream<Message>(
      {
        start: (controller) => {
          const close = () => {
            leave();
            controller.close();
          };
          const send = (message: Message) => controller.enqueue(message);
          viewer = { position, ready: false, greeted: false, missedBeats: 0, send, close };
          this.#join(viewer);
          signal.addEventListener('abort', leave, { once: true });
        },
        pull: () => {
          if (viewer === null) return;
          viewer.ready = true;
          this.#serve(viewer);
        },
        cancel: leave,
      },
      { highWaterMark: 1 },
    );
  }

  #join(viewer: Viewer): void {
    this.#viewers.add(viewer);
    openStreams().add(viewer.close);
    this.#stop ??= this.#start();
    this.#follow();
  }

  #leave(viewer: Viewer): void {
    if (!this.#viewers.delete(viewer)) return;
    openStreams().delete(viewer.close);
    if (this.#viewers.size > 0) return;
    this.#stop?.();
    this.#stop = null;
  }

  #start(): () => void {
    const endings = [
      this.#cluster.subscribe(() => this.#changed()),
      this.#timing.every(heartbeatMs, () => this.#beat()),
      () => {
        this.#cancelFlush?.();
        this.#cancelFlush = null;
      },
    ];
    return () => {
      for (const end of endings) end();
    };
  }

  #changed(): void {
    if (this.#cancelFlush !== null) return;
    const waitMs = this.#flushedAt + pauseMs - this.#timing.now();
    if (waitMs <= 0) this.#flush();
    else this.#cancelFlush = this.#timing.after(waitMs, () => this.#flush());
  }

  #flush(): void {
    this.#cancelFlush = null;
    this.#flushedAt = this.#timing.now();
    this.#follow();
    for (const viewer of [...this.#viewers]) this.#serve(viewer);
  }

  #follow(): StreamMessages {
    const state = this.#cluster.current();
    const watched = [...this.#viewers].flatMap(({ position }) => position.service?.key ?? []);
    this.#messages ??= new StreamMessages(state);
    this.#messages.follow(state, new Set(watched));
    return this.#messages;
  }

  /** Gives a viewer what it lacks, unless it is still busy with what it got before. */
  #serve(viewer: Viewer): void {
    if (!viewer.ready || this.#messages === null) return;
    const { messages, position } = this.#messages.since(viewer.position);
    viewer.position = position;
    if (messages.length > 0) this.#send(viewer, messages);
    else if (!viewer.greeted) this.#send(viewer, [comment('nothing has changed')]);
  }

  #send(viewer: Viewer, messages: readonly Message[]): void {
    viewer.ready = false;
    viewer.greeted = true;
    viewer.missedBeats = 0;
    for (const message of messages) viewer.send(message);
  }

  #beat(): void {
    for (const viewer of [...this.#viewers]) {
      if (viewer.ready) this.#send(viewer, [comment('heartbeat')]);
      else if (++viewer.missedBeats >= missedBeatsMax) viewer.close();
    }
  }
}
