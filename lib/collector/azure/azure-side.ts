import type { ResourceStatus, SourceStatus } from '../../snapshot/source-status.ts';
import { type AzureLink, createAzureLink } from './azure-link.ts';
import type { ConnectAzure } from './azure-port.ts';
import { type AzureReader, type AzureReaderOptions, startAzureReader } from './azure-reader.ts';
import { azureStatus, probesStatus, unconnected } from './azure-status.ts';

export interface AzureSideOptions extends Omit<AzureReaderOptions, 'port'> {
  /** A string: why this cluster is not read from Azure. Null: nobody asked for it. */
  readonly connect: ConnectAzure | string | null;
}

/** Azure's part of one cluster: finding it, reading it, and saying how far either got. */
export interface AzureSide {
  /** The nodes are known, or it is clear that they will not be. */
  start(): void;
  noteChange(base: string): void;
  azureStatus(): SourceStatus;
  probesStatus(): SourceStatus;
  /** Resolves when everything was read once, or cannot be. */
  settled(): Promise<void>;
  stop(): void;
}

export function createAzureSide(options: AzureSideOptions): AzureSide {
  const { connect, clock, nodes, onRead } = options;
  let reader: AzureReader | null = null;

  const link: AzureLink | null =
    typeof connect === 'function'
      ? createAzureLink({
          connect,
          clock,
          providerIds: () => (nodes() ?? []).flatMap((node) => node.providerId ?? []),
          onConnected(port) {
            reader = startAzureReader({ ...options, port });
            onRead('news');
          },
          onTrouble: () => onRead('news'),
        })
      : null;

  function reason(): Pick<ResourceStatus, 'state' | 'error' | 'denied'> {
    const waiting = typeof connect === 'function' ? 'Not found in Azure yet.' : connect;
    return link?.trouble() ?? { state: 'absent', error: waiting, denied: null };
  }

  return {
    start: () => link?.start(),
    noteChange: (base) => reader?.noteChange(base),
    azureStatus: () => (reader === null ? unconnected(reason()) : azureStatus(reader.statuses(), clock.now())),
    probesStatus: () => (reader === null ? unconnected(reason()) : probesStatus(reader.healthStatus(), clock.now())),
    async settled() {
      await link?.tried;
      await reader?.settled;
    },
    stop() {
      link?.stop();
      reader?.stop();
    },
  };
}
