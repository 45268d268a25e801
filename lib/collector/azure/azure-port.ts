import type { Denied } from '../../snapshot/source-status.ts';
import type { AzureSource } from '../../sources/azure/azure-request.ts';

/** What the collector needs of Azure's side of one cluster. */
export type AzurePort = Pick<AzureSource, 'refresh'>;

/** `retriable`: worth asking again later with nothing changed by anyone. */
export type AzureConnection =
  | { readonly ok: true; readonly port: AzurePort }
  | { readonly ok: false; readonly message: string; readonly denied: Denied | null; readonly retriable: boolean };

/**
 * Finds the cluster in Azure. `providerIds` are those of its nodes, which tell subscription and resource group; empty:
 * the nodes are not known.
 */
export type ConnectAzure = (providerIds: readonly string[], signal: AbortSignal) => Promise<AzureConnection>;
