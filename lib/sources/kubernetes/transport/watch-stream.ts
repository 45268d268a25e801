import type { IncomingMessage } from 'node:http';
import type { Deadline } from './deadline.ts';
import { type KubeFailure, kubeFailure } from './kube-failure.ts';
import { createLineSplitter } from './line-splitter.ts';
import { decodedBody } from './read-body.ts';

export interface WatchHandlers {
  /** The API server has accepted the watch. */
  onOpen(): void;
  /** One complete line. `stop`: no more of this stream is wanted. */
  onLine(line: string): 'continue' | 'stop';
}

/** `truncated`: the stream ended inside a line. */
export type WatchEnd = { readonly ok: true; readonly truncated: boolean } | KubeFailure;

const LINE_LENGTH_MAX = 16 * 1024 * 1024;

/** Reads lines until the stream ends or breaks. Never rejects. */
export function readWatchStream(
  response: IncomingMessage,
  handlers: WatchHandlers,
  deadline: Deadline,
): Promise<WatchEnd> {
  return new Promise((resolve) => {
    let stopped = false;
    const end = (result: WatchEnd) => {
      stopped = true;
      resolve(result);
      response.destroy();
    };
    const lines = createLineSplitter((line) => {
      if (!stopped && handlers.onLine(line) === 'stop') end({ ok: true, truncated: false });
    }, LINE_LENGTH_MAX);
    const broken = (message: string) => end(kubeFailure('network', `The watch broke off: ${message}.`));

    deadline.signal.addEventListener('abort', () => broken('given up'), { once: true });
    if (deadline.signal.aborted) broken('given up');
    else handlers.onOpen();
    const stream = decodedBody(response);
    stream.on('data', (chunk: Buffer) => {
      deadline.extend();
      if (!lines.push(chunk) && !stopped) {
        end(kubeFailure('unreadable', `A line of the watch is longer than ${LINE_LENGTH_MAX} characters.`));
      }
    });
    stream.on('end', () => end({ ok: true, truncated: lines.pendingLength() > 0 }));
    stream.on('error', (error: Error) => broken(error.message));
    stream.on('close', () => broken('connection closed'));
  });
}
