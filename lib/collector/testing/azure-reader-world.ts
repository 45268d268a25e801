import { vi } from 'vitest';
import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import { createManualClock } from '../../sources/kubernetes/testing/manual-clock.ts';
import { type AzureReader, startAzureReader } from '../azure/azure-reader.ts';
import { AzureStore } from '../store/azure-store.ts';
import { createChangeLog } from '../store/change-log.ts';
import { createFakeAzurePort, turn } from './fake-azure-port.ts';

/** A reader of a fake Azure, with a clock that only tests move. */
export function createAzureReaderWorld() {
  const clock = createManualClock();
  const port = createFakeAzurePort(clock);
  const log = createChangeLog();
  const store = new AzureStore(log);
  const onError = vi.fn();
  let nodes: readonly ClusterNode[] | null = [];
  let reader: AzureReader | null = null;

  return {
    clock,
    port,
    log,
    store,
    onError,
    start(): AzureReader {
      reader = startAzureReader({
        port,
        store,
        clock,
        random: () => 0.5,
        nodes: () => nodes,
        onRead: () => undefined,
        onError,
      });
      return reader;
    },
    /** Null: not known yet. */
    setNodes(given: readonly ClusterNode[] | null): void {
      nodes = given;
    },
    /** Lets time pass second by second, and answers arrive in between. */
    async pass(seconds: number): Promise<void> {
      for (let second = 0; second < seconds; second += 1) {
        await turn();
        clock.advance(1000);
      }
      await turn();
    },
    statusOf: (kind: string) => reader?.statuses().find(({ status }) => status.resource === kind)?.status,
    healthStatus: () => reader?.healthStatus().status,
    /** Fails a test in which what Azure answered could not be taken. */
    stop(): void {
      reader?.stop();
      if (onError.mock.calls.length > 0)
        throw new Error(`Taking an answer failed: ${String(onError.mock.calls[0]?.[1])}`);
    },
  };
}

export type AzureReaderWorld = ReturnType<typeof createAzureReaderWorld>;

export function secondsAfterStart(seconds: number): string {
  return new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();
}
