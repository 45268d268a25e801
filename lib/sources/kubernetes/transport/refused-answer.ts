import type { IncomingMessage } from 'node:http';
import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import { type KubeFailure, kubeFailure, reasonOfStatus } from './kube-failure.ts';
import { readBody } from './read-body.ts';
import { readRetryAfterMs } from './retry-after.ts';

const STATUS_BYTES_MAX = 64 * 1024;
const MESSAGE_LENGTH_MAX = 300;

/** Turns an answer other than 2xx into a failure that says what the API server said. */
export async function refusedAnswer(asked: string, response: IncomingMessage, nowMs: number): Promise<KubeFailure> {
  const status = response.statusCode ?? 0;
  const body = await readBody(response, STATUS_BYTES_MAX);
  const said = body.ok ? statusMessage(body.text) : '';
  const retryAfterMs = readRetryAfterMs(response.headers['retry-after'], nowMs);
  const location = status >= 300 && status < 400 ? ` (redirect to ${response.headers.location}, not followed)` : '';
  const message = `API server answered ${status} ${response.statusMessage ?? ''}`.trim();
  const detail = said === '' ? '' : `: ${said}`;
  return kubeFailure(reasonOfStatus(status), `${message} to ${asked}${location}${detail}`, { status, retryAfterMs });
}

/** The message of a Kubernetes Status; otherwise the beginning of the text, unless it is a page of HTML. */
function statusMessage(text: string): string {
  const parsed = parseJson(text);
  const message = propertyOf(parsed, 'message');
  if (typeof message === 'string') return message.slice(0, MESSAGE_LENGTH_MAX);
  return text.trimStart().startsWith('<') ? '' : text.trim().slice(0, MESSAGE_LENGTH_MAX);
}

/** Undefined: not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
