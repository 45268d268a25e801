import type { ArmConnection } from '../../sources/azure/arm-connection.ts';
import { createAzureSource } from '../../sources/azure/azure-source.ts';
import type { ClusterHints } from '../../sources/azure/cluster-hints.ts';
import { discoverManagedCluster } from '../../sources/azure/discover-managed-cluster.ts';
import type { ConnectAzure } from './azure-port.ts';

/** Finds a cluster through its nodes, or through what is known about it from outside, and opens its source. */
export function discoverAzure(connection: ArmConnection, hints: Omit<ClusterHints, 'providerIds'>): ConnectAzure {
  return async (providerIds, signal) => {
    const found = await discoverManagedCluster(connection, { ...hints, providerIds }, signal);
    switch (found.state) {
      case 'found': {
        const { subscriptionId, nodeResourceGroup, managedClusterId } = found.location;
        return {
          ok: true,
          port: createAzureSource({ connection, subscriptionId, nodeResourceGroup, managedClusterId }),
        };
      }
      case 'denied': {
        const denied = { verb: found.action, resource: found.scope };
        return { ok: false, message: found.message, denied, retriable: true };
      }
      case 'not-found':
        return { ok: false, message: found.message, denied: null, retriable: false };
      case 'throttled':
        return { ok: false, message: found.message, denied: null, retriable: true };
      case 'failed':
        return { ok: false, message: found.message, denied: null, retriable: found.retriable };
    }
  };
}
