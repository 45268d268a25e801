export interface ReceivedEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: unknown;
}

export interface EventReader {
  /** The next event; comments are passed over. Null: the stream has ended. */
  next(): Promise<ReceivedEvent | null>;
  /** The next piece as it came. */
  nextText(): Promise<string | null>;
  cancel(): Promise<void>;
}

/** Reads a `text/event-stream` the way a browser does. */
export function readEvents(stream: ReadableStream<Uint8Array>): EventReader {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  const nextText = async (): Promise<string | null> => {
    const { done, value } = await reader.read();
    return done ? null : decoder.decode(value, { stream: true });
  };
  return {
    nextText,
    cancel: () => reader.cancel(),
    async next() {
      for (;;) {
        const end = buffer.indexOf('\n\n');
        if (end >= 0) {
          const block = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          if (!block.startsWith(':')) return eventOf(block);
          continue;
        }
        const text = await nextText();
        if (text === null) return null;
        buffer += text;
      }
    },
  };
}

function eventOf(block: string): ReceivedEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  return {
    event: fields.get('event') ?? '',
    id: fields.get('id') ?? null,
    data: JSON.parse(fields.get('data') ?? 'null'),
  };
}
