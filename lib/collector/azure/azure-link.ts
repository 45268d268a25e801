import type { ResourceStatus } from '../../snapshot/source-status.ts';
import { type Clock, pause } from '../../sources/kubernetes/clock.ts';
import type { AzureConnection, AzurePort, ConnectAzure } from './azure-port.ts';
import { withTimeLimit } from './time-limit.ts';

export interface AzureLinkOptions {
  readonly connect: ConnectAzure;
  readonly providerIds: () => readonly string[];
  readonly clock: Clock;
  readonly onConnected: (port: AzurePort) => void;
  /** Not connected yet, for another reason than before. */
  readonly onTrouble: () => void;
}

export interface AzureLink {
  /** Looks for the cluster in Azure until it is found. */
  start(): void;
  /** Resolves at the first success or failure. */
  readonly tried: Promise<void>;
  /** Why there is no connection; null: there is one, or nothing was tried yet. */
  trouble(): Pick<ResourceStatus, 'error' | 'denied' | 'state'> | null;
  stop(): void;
}

const RETRY_FIRST_MS = 30_000;
const RETRY_LAST_MS = 600_000;
const TIMEOUT_MS = 60_000;

/** Finds where in Azure a cluster is, again and again: nodes, permissions and networks may come later. */
export function createAzureLink(options: AzureLinkOptions): AzureLink {
  const { clock, onConnected, onTrouble } = options;
  const stopping = new AbortController();
  const trying = Promise.withResolvers<void>();
  let failure: Extract<AzureConnection, { ok: false }> | null = null;
  let isStarted = false;

  async function run(): Promise<void> {
    for (let waitMs = RETRY_FIRST_MS; !stopping.signal.aborted; waitMs = Math.min(RETRY_LAST_MS, waitMs * 2)) {
      const connection = await connectSafely(options, stopping.signal);
      if (stopping.signal.aborted) return;
      failure = connection.ok ? null : connection;
      trying.resolve();
      if (connection.ok) return onConnected(connection.port);
      onTrouble();
      await pause(clock, waitMs, stopping.signal);
    }
  }

  return {
    start() {
      if (!isStarted) void run();
      isStarted = true;
    },
    tried: trying.promise,
    trouble() {
      if (failure === null) return null;
      const { message: error, denied, retriable } = failure;
      return { state: denied !== null ? 'denied' : retriable ? 'stale' : 'absent', error, denied };
    },
    stop: () => stopping.abort(),
  };
}

async function connectSafely(
  { connect, providerIds, clock }: AzureLinkOptions,
  signal: AbortSignal,
): Promise<AzureConnection> {
  try {
    const tried = await withTimeLimit(clock, TIMEOUT_MS, signal, (limit) => connect(providerIds(), limit));
    if (tried.kind === 'done') return tried.value;
    return notFound(`Looking for the cluster in Azure took longer than ${TIMEOUT_MS / 1000} s.`);
  } catch (error) {
    return notFound(`Looking for the cluster in Azure failed: ${String(error)}`);
  }
}

function notFound(message: string): AzureConnection {
  return { ok: false, message, denied: null, retriable: true };
}
