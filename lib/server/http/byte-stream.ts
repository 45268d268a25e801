import { setImmediate as otherWork } from 'node:timers/promises';

/** Text as it is asked for; between two pieces other requests get their turn. */
export function byteStream(chunks: Iterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      await otherWork();
      const next = iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel() {
      iterator.return?.();
    },
  });
}
