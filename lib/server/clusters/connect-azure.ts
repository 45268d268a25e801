import type { ConnectAzure } from '../../collector/azure/azure-port.ts';
import { discoverAzure } from '../../collector/azure/discover-azure.ts';
import { createAzureSource } from '../../sources/azure/azure-source.ts';
import type { ClusterConfig } from '../config/config.ts';
import type { ArmAccess } from './open-arm.ts';

/** What the kubeconfig tells about a cluster. Null: nothing. */
export interface KubeconfigFacts {
  readonly apiServer: string | null;
  readonly clusterName: string | null;
}

/** How a cluster's Azure side is found. A string: why it is not read. Null: nobody wants it read. */
export function connectAzure(
  arm: ArmAccess,
  cluster: ClusterConfig,
  facts: KubeconfigFacts,
): ConnectAzure | string | null {
  switch (arm.kind) {
    case 'off':
      return null;
    case 'no-credential':
      return arm.message;
    case 'connected': {
      const { connection } = arm;
      const { managedClusterId, subscription, nodeResourceGroup } = cluster;
      if (nodeResourceGroup !== null && subscription !== null) {
        const place = { subscriptionId: subscription, nodeResourceGroup, managedClusterId };
        return () => Promise.resolve({ ok: true, port: createAzureSource({ connection, ...place }) });
      }
      const subscriptionIds = subscription === null ? [] : [subscription];
      return discoverAzure(connection, { managedClusterId, subscriptionIds, ...facts });
    }
  }
}
