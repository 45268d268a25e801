import { z } from 'zod';
import { armName } from '../../snapshot/arm-id.ts';
import { failed } from './arm-failure.ts';
import { type ReadContext, sendArm } from './arm-get.ts';
import { listArm } from './arm-list.ts';
import { armOperations } from './arm-operations.ts';
import { resourceGroupPath } from './arm-path.ts';
import type { AzureFailure } from './azure-result.ts';
import { identifyManagedCluster, type ManagedClusterIdentity } from './managed-cluster-body.ts';
import type { NodeResourceGroup } from './resource-group.ts';

/** `cluster` null: Azure answered, and no cluster owns the node resource group. */
export type FoundCluster = { readonly state: 'found'; readonly cluster: ManagedClusterIdentity | null } | AzureFailure;
export type ListedClusters =
  | { readonly state: 'listed'; readonly clusters: readonly ManagedClusterIdentity[] }
  | AzureFailure;

/** The managed clusters of a subscription. Items that are none are left out. */
export async function listManagedClusters(context: ReadContext, subscriptionId: string): Promise<ListedClusters> {
  const listed = await listArm(context, {
    operation: armOperations.listManagedClusters,
    family: 'containerService',
    path: `/subscriptions/${subscriptionId}/providers/Microsoft.ContainerService/managedClusters`,
    subject: `managed clusters of subscription ${subscriptionId}`,
  });
  if (listed.state !== 'listed') return listed;
  return { state: 'listed', clusters: listed.values.flatMap((raw) => identifyManagedCluster(raw) ?? []) };
}

export async function getManagedCluster(context: ReadContext, id: string): Promise<FoundCluster> {
  const subject = `managed cluster ${armName(id)}`;
  const operation = armOperations.getManagedCluster;
  const answer = await sendArm(context, 'GET', { operation, family: 'containerService', path: id, subject });
  if (answer.state === 'refused') return answer.failure;
  const cluster = identifyManagedCluster(answer.body);
  if (!cluster)
    return failed({ subject }, 'unreadable', `HTTP ${answer.status} with a body that has no id and name`, true);
  return { state: 'found', cluster };
}

/**
 * The managed cluster that owns a node resource group: by the subscription's list, or, where listing is not
 * allowed, by what the resource group says it is managed by.
 */
export async function findManagedCluster(context: ReadContext, group: NodeResourceGroup): Promise<FoundCluster> {
  const listed = await listManagedClusters(context, group.subscriptionId);
  if (listed.state === 'listed') {
    const owns = (cluster: ManagedClusterIdentity) =>
      cluster.nodeResourceGroup?.toLowerCase() === group.name.toLowerCase();
    return { state: 'found', cluster: listed.clusters.find(owns) ?? null };
  }
  if (listed.state !== 'denied') return listed;
  const managedBy = await readManagedBy(context, group);
  return managedBy === null ? listed : getManagedCluster(context, managedBy);
}

const groupSchema = z.object({ managedBy: z.string().regex(/\/managedClusters\/[^/]+$/i) });

/** ARM id of the managed cluster a resource group belongs to; null: it does not say, or must not be read. */
async function readManagedBy(context: ReadContext, group: NodeResourceGroup): Promise<string | null> {
  const answer = await sendArm(context, 'GET', {
    operation: armOperations.getResourceGroup,
    family: 'resources',
    path: resourceGroupPath(group.subscriptionId, group.name),
    subject: `resource group ${group.name}`,
  });
  return answer.state === 'answered' ? (groupSchema.safeParse(answer.body).data?.managedBy ?? null) : null;
}
