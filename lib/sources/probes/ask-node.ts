import { type IncomingMessage, request } from 'node:http';
import { z } from 'zod';
import type { ObservedProbe } from '../../snapshot/probes-part.ts';
import { isNodeAddress } from './node-address.ts';
import { HEALTH_PATH, type NodeQuestion } from './node-question.ts';

export type NodeAnswer = Pick<ObservedProbe, 'result' | 'localEndpoints' | 'serviceProxyHealthy'>;

/** Null: the question never got there (no route, not permitted, called off), which says nothing about the node. */
export type AskNode = (question: NodeQuestion, signal: AbortSignal) => Promise<NodeAnswer | null>;

const TIMEOUT_MS = 2000;
const BODY_BYTES_MAX = 16_384;

/** What kube-proxy says; every field may be missing, and there may be no body at all. */
const bodySchema = z.object({
  localEndpoints: z.int().min(0).nullable().catch(null).default(null),
  serviceProxyHealthy: z.boolean().nullable().catch(null).default(null),
});

const NOTHING_SAID: Omit<NodeAnswer, 'result'> = { localEndpoints: null, serviceProxyHealthy: null };

/** Asks one port of one node once: no redirect, no proxy, no connection kept. Refuses any address that is no node's. */
export const askNode: AskNode = async (question, signal) => {
  if (!isNodeAddress(question.address)) return null;
  return askAddress(question, signal);
};

/** The same without looking at the address; tests have only loopback. */
export function askAddress(
  { address, port }: Pick<NodeQuestion, 'address' | 'port'>,
  signal: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<NodeAnswer | null> {
  const limit = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve) => {
    const failed = (error: unknown): void => {
      if (signal.aborted) resolve(null);
      else if (limit.aborted) resolve({ result: 'timeout', ...NOTHING_SAID });
      else resolve(answerOfError(error));
    };
    const sent = request(
      {
        host: address,
        port,
        path: HEALTH_PATH,
        method: 'GET',
        agent: false,
        headers: { connection: 'close' },
        signal: AbortSignal.any([signal, limit]),
      },
      (response) => {
        readBody(response).then((body) => resolve(answerOf(response.statusCode ?? 0, body)), failed);
      },
    );
    sent.on('error', failed);
    sent.end();
  });
}

/** No more than kube-proxy would say; a longer body is cut, and then it is no JSON. */
async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    const bytes = Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
    if (length > BODY_BYTES_MAX) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

function answerOf(status: number, body: string): NodeAnswer {
  const result = status === 200 ? '200' : status === 503 ? '503' : 'other';
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    return { result, ...NOTHING_SAID };
  }
  const parsed = bodySchema.safeParse(said);
  return { result, ...(parsed.success ? parsed.data : NOTHING_SAID) };
}

const REFUSED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

function answerOfError(error: unknown): NodeAnswer | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (REFUSED.has(code)) return { result: 'refused', ...NOTHING_SAID };
  if (code === 'ETIMEDOUT') return { result: 'timeout', ...NOTHING_SAID };
  return code.startsWith('HPE_') ? { result: 'other', ...NOTHING_SAID } : null;
}
