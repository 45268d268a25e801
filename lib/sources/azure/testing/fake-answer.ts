import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What the fake ARM answers: a JSON body, any text, or one of the ways in which a connection misbehaves. */
export interface FakeAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Leaves out what marks an answer as Azure's own, as a proxy in between would. */
  readonly notAzure?: boolean;
  readonly text?: string;
  /** Nothing is sent before this resolves. */
  readonly after?: Promise<void>;
  /**
   * `reset`: the connection breaks before any answer. `hang`: no answer at all. `cut`: the connection breaks in the
   * middle of the body. `cut-gzip`: the same with a compressed body.
   */
  readonly misbehave?: 'reset' | 'hang' | 'cut' | 'cut-gzip';
}

export async function sendAnswer(response: ServerResponse, answer: FakeAnswer): Promise<void> {
  await answer.after;
  const { status = 200, headers = {}, misbehave } = answer;
  const body = answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json));
  if (misbehave === 'hang') return;
  if (misbehave === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const type = answer.text === undefined ? { 'content-type': 'application/json; charset=utf-8' } : {};
  if (misbehave === 'cut' || misbehave === 'cut-gzip') {
    const whole = misbehave === 'cut-gzip' ? gzipSync(body) : Buffer.from(body);
    const encoding = misbehave === 'cut-gzip' ? { 'content-encoding': 'gzip' } : {};
    response.writeHead(status, { ...type, ...headers, ...encoding, 'content-length': String(whole.length) });
    response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.socket?.destroy());
    return;
  }
  response.writeHead(status, { ...(answer.notAzure ? {} : { 'x-ms-request-id': 'request-1' }), ...type, ...headers });
  response.end(body);
}

/** An ARM error body. */
export function armError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): FakeAnswer {
  return { status, headers, json: { error: { code, message } } };
}
