import { z } from 'zod';
import type { ReadContext } from './arm-get.ts';
import { listArm } from './arm-list.ts';
import { armOperations } from './arm-operations.ts';
import type { AzureFailure, AzureProblem } from './azure-result.ts';
import type { ClusterHints } from './cluster-hints.ts';
import { problemOf } from './combine-results.ts';
import { listManagedClusters } from './find-managed-cluster.ts';
import type { ManagedClusterIdentity } from './managed-cluster-body.ts';

export type FoundByApiServer =
  | { readonly state: 'found'; readonly cluster: ManagedClusterIdentity; readonly problems: readonly AzureProblem[] }
  | { readonly state: 'not-found'; readonly message: string }
  | AzureFailure;

/** Host names that AKS gives to API servers: such a name identifies its cluster, whatever else is called the same. */
const AKS_HOST = /\.(azmk8s\.io|aks\.containerservice\.azure\.us|service\.azk8s\.cn)$/;

/**
 * Searches subscriptions for the cluster whose API server this is. The cluster name decides only where the API
 * server is reached by a name of its own (a proxy, an address) and exactly one cluster has the name.
 */
export async function findByApiServer(context: ReadContext, hints: ClusterHints): Promise<FoundByApiServer> {
  const subscriptions = await subscriptionsToSearch(context, hints.subscriptionIds);
  if (subscriptions.state !== 'listed') return subscriptions;
  const listings = await Promise.all(
    subscriptions.ids.map(async (id) => ({ id, listed: await listManagedClusters(context, id) })),
  );
  const clusters = listings.flatMap(({ listed }) => (listed.state === 'listed' ? listed.clusters : []));
  const problems = listings.flatMap(({ id, listed }) =>
    listed.state === 'listed' ? [] : [problemOf(`subscription ${id}`, `/subscriptions/${id}`.toLowerCase(), listed)],
  );
  const host = hostOf(hints.apiServer);
  const byHost = clusters.find((cluster) => host !== null && cluster.apiServerHosts.includes(host));
  if (byHost) return { state: 'found', cluster: byHost, problems };
  const byName = host === null || !AKS_HOST.test(host) ? hints.clusterName?.toLowerCase() : undefined;
  const named = clusters.filter((cluster) => cluster.name.toLowerCase() === byName);
  const [first, second] = named;
  if (first && !second) return { state: 'found', cluster: first, problems };
  const [failure] = listings.flatMap(({ listed }) => (listed.state === 'listed' ? [] : [listed]));
  if (failure && problems.length === listings.length) return failure;
  return { state: 'not-found', message: notFound(hints, named, clusters.length, problems) };
}

const subscriptionSchema = z.object({ subscriptionId: z.string().min(1), state: z.string().nullish() });

type Subscriptions = { readonly state: 'listed'; readonly ids: readonly string[] } | AzureFailure;

async function subscriptionsToSearch(context: ReadContext, given: readonly string[]): Promise<Subscriptions> {
  if (given.length > 0) return { state: 'listed', ids: given };
  const listed = await listArm(context, {
    operation: armOperations.listSubscriptions,
    family: 'subscriptions',
    path: '/subscriptions',
    subject: 'subscriptions',
  });
  if (listed.state !== 'listed') return listed;
  const usable = listed.values.flatMap((raw) => {
    const { data } = subscriptionSchema.safeParse(raw);
    return data && !/^(disabled|deleted)$/i.test(data.state ?? '') ? [data.subscriptionId] : [];
  });
  return { state: 'listed', ids: usable };
}

function hostOf(apiServer: string | null): string | null {
  return apiServer !== null && URL.canParse(apiServer) ? new URL(apiServer).hostname.toLowerCase() : null;
}

function notFound(
  hints: ClusterHints,
  named: readonly ManagedClusterIdentity[],
  seen: number,
  problems: readonly AzureProblem[],
): string {
  if (named.length > 1) {
    const ids = named.map((cluster) => cluster.id).join(', ');
    return `Several managed clusters are named ${hints.clusterName}: ${ids}. Give the id of the right one.`;
  }
  const unseen = problems.length === 0 ? '' : ` Not searched: ${problems.map((problem) => problem.message).join(' ')}`;
  return (
    `None of the ${seen} managed clusters that this identity can see has the API server ${hints.apiServer ?? '?'} ` +
    `or the name ${hints.clusterName ?? '?'}.${unseen}`
  );
}
