import { armResourceGroup, armSubscription } from '../../snapshot/arm-id.ts';
import type { ArmConnection } from './arm-connection.ts';
import type { ReadContext } from './arm-get.ts';
import type { AzureFailure, AzureProblem } from './azure-result.ts';
import type { ClusterHints } from './cluster-hints.ts';
import { problemOf } from './combine-results.ts';
import { findByApiServer } from './find-by-api-server.ts';
import { findManagedCluster, getManagedCluster } from './find-managed-cluster.ts';
import type { ManagedClusterIdentity } from './managed-cluster-body.ts';
import type { NodeResourceGroup } from './resource-group.ts';

export interface AzureLocation {
  readonly subscriptionId: string;
  readonly nodeResourceGroup: string;
  /** Null: the cluster object could not be found or read; load balancers still can. */
  readonly managedClusterId: string | null;
  readonly clusterName: string | null;
}

export type Discovery =
  | { readonly state: 'found'; readonly location: AzureLocation; readonly problems: readonly AzureProblem[] }
  | { readonly state: 'not-found'; readonly message: string }
  | AzureFailure;

/**
 * Finds a cluster in Azure. The nodes' providerIDs suffice for everything but the cluster object itself; without
 * nodes the API server's name is looked up in the subscriptions that can be seen.
 */
export async function discoverManagedCluster(
  connection: ArmConnection,
  hints: ClusterHints,
  signal?: AbortSignal,
): Promise<Discovery> {
  const context: ReadContext = { connection, signal, urgency: 'interactive' };
  const group = nodeResourceGroupOfNodes(hints.providerIds);
  if (hints.managedClusterId !== null) return locateById(context, hints.managedClusterId, group);
  if (group !== null) return locateByGroup(context, group);
  if (hints.apiServer === null && hints.clusterName === null) {
    return { state: 'not-found', message: notAzure(hints.providerIds) };
  }
  const found = await findByApiServer(context, hints);
  if (found.state !== 'found') return found;
  return locationOf(found.cluster, null, found.problems);
}

const NODE_ID = /^azure:\/\/\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Compute\//i;

/** Where most of the nodes are, by their providerIDs. Null: none of them is an Azure machine. */
export function nodeResourceGroupOfNodes(providerIds: readonly string[]): NodeResourceGroup | null {
  const counts = new Map<string, { readonly group: NodeResourceGroup; count: number }>();
  for (const providerId of providerIds) {
    const subscriptionId = armSubscription(providerId);
    const name = armResourceGroup(providerId);
    if (!NODE_ID.test(providerId) || subscriptionId === null || name === null) continue;
    const key = `${subscriptionId}/${name}`.toLowerCase();
    const seen = counts.get(key) ?? { group: { subscriptionId, name }, count: 0 };
    seen.count += 1;
    counts.set(key, seen);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.group ?? null;
}

async function locateById(context: ReadContext, id: string, group: NodeResourceGroup | null): Promise<Discovery> {
  const found = await getManagedCluster(context, id);
  if (found.state === 'found' && found.cluster) return locationOf(found.cluster, group, []);
  if (found.state === 'found') return { state: 'not-found', message: `There is no managed cluster ${id}.` };
  return group === null ? found : atGroup(group, id, [problemOf(id, id.toLowerCase(), found)]);
}

async function locateByGroup(context: ReadContext, group: NodeResourceGroup): Promise<Discovery> {
  const found = await findManagedCluster(context, group);
  if (found.state !== 'found') return atGroup(group, null, [problemOf('managed cluster', null, found)]);
  if (found.cluster) return locationOf(found.cluster, group, []);
  const message =
    `No managed cluster of subscription ${group.subscriptionId} has the node resource group ${group.name}: ` +
    'the cluster is not AKS, or this identity may not see it.';
  return atGroup(group, null, [{ object: 'managed cluster', id: null, cause: 'not-found', message, denied: null }]);
}

function atGroup(
  group: NodeResourceGroup,
  managedClusterId: string | null,
  problems: readonly AzureProblem[],
): Discovery {
  const { subscriptionId, name } = group;
  return {
    state: 'found',
    location: { subscriptionId, nodeResourceGroup: name, managedClusterId, clusterName: null },
    problems,
  };
}

function locationOf(
  cluster: ManagedClusterIdentity,
  group: NodeResourceGroup | null,
  problems: readonly AzureProblem[],
): Discovery {
  const subscriptionId = armSubscription(cluster.id) ?? group?.subscriptionId ?? null;
  const nodeResourceGroup = cluster.nodeResourceGroup ?? group?.name ?? null;
  if (subscriptionId === null || nodeResourceGroup === null) {
    return { state: 'not-found', message: `Managed cluster ${cluster.id} names no node resource group.` };
  }
  const location = { subscriptionId, nodeResourceGroup, managedClusterId: cluster.id, clusterName: cluster.name };
  return { state: 'found', location, problems };
}

function notAzure(providerIds: readonly string[]): string {
  const [example] = providerIds;
  return example === undefined
    ? 'Nothing tells where in Azure this cluster is: it has no nodes and no managed cluster id was given.'
    : `The nodes are not Azure machines (providerID "${example}"), so there is no load balancer to read.`;
}
