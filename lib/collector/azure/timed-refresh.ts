import type { AzureItems, AzureKind, AzureRequest } from '../../sources/azure/azure-request.ts';
import type { AzureFailed, AzureResult } from '../../sources/azure/azure-result.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import type { AzurePort } from './azure-port.ts';
import { withTimeLimit } from './time-limit.ts';

/** Longest wait for one read: a health check takes Azure up to minutes, everything else seconds. */
const TIMEOUT_MS = 180_000;

/** Reads with a time limit of our own. Never rejects: whatever the port does, its cluster goes on. */
export async function timedRefresh<K extends AzureKind>(
  port: AzurePort,
  clock: Clock,
  request: AzureRequest<K>,
  signal: AbortSignal,
): Promise<AzureResult<AzureItems[K]>> {
  try {
    const read = await withTimeLimit(clock, TIMEOUT_MS, signal, (limit) => port.refresh(request, { signal: limit }));
    if (read.kind === 'done') return read.value;
    if (read.kind === 'given-up') return failed('cancelled', `Reading ${request.kind} was given up.`);
    return failed('timeout', `Reading ${request.kind} took longer than ${TIMEOUT_MS / 1000} s.`);
  } catch (error) {
    return failed('unreadable', `Reading ${request.kind} failed: ${String(error)}`);
  }
}

function failed(cause: AzureFailed['cause'], message: string): AzureFailed {
  return { state: 'failed', cause, message, retriable: true, retryAfterSeconds: null };
}
