import type { AzureItems, AzureKind, AzureRequest } from '../../sources/azure/azure-request.ts';
import type { AzureFailed, AzureResult } from '../../sources/azure/azure-result.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { AzurePort } from './azure-port.ts';

/** Longest wait for one read: a health check takes Azure up to minutes, everything else seconds. */
const TIMEOUT_MS = 180_000;

/** Reads with a time limit of our own. Never rejects: whatever the port does, its cluster goes on. */
export async function timedRefresh<K extends AzureKind>(
  port: AzurePort,
  clock: Clock,
  request: AzureRequest<K>,
  signal: AbortSignal,
): Promise<AzureResult<AzureItems[K]>> {
  const limit = new AbortController();
  const giveUp = () => limit.abort();
  let timeIsUp = false;
  const cancel = clock.after(TIMEOUT_MS, () => {
    timeIsUp = true;
    giveUp();
  });
  const ended = new Promise<AzureFailed>((resolve) => {
    limit.signal.addEventListener('abort', () => resolve(timeIsUp ? tookTooLong(request.kind) : givenUp(request.kind)));
  });
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    return await Promise.race([ended, refreshSafely(port, request, limit.signal)]);
  } finally {
    cancel();
    signal.removeEventListener('abort', giveUp);
  }
}

async function refreshSafely<K extends AzureKind>(
  port: AzurePort,
  request: AzureRequest<K>,
  signal: AbortSignal,
): Promise<AzureResult<AzureItems[K]>> {
  try {
    return await port.refresh(request, { signal });
  } catch (error) {
    return failed('unreadable', `Reading ${request.kind} failed: ${String(error)}`);
  }
}

function failed(cause: AzureFailed['cause'], message: string): AzureFailed {
  return { state: 'failed', cause, message, retriable: true, retryAfterSeconds: null };
}

function tookTooLong(kind: AzureKind): AzureFailed {
  return failed('timeout', `Reading ${kind} took longer than ${TIMEOUT_MS / 1000} s.`);
}

function givenUp(kind: AzureKind): AzureFailed {
  return failed('cancelled', `Reading ${kind} was given up.`);
}
