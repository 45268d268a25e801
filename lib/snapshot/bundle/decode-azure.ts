import type { AzurePart } from '../azure-part.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import type { ManagedCluster } from '../managed-cluster.ts';
import type { Loaded } from '../snapshot.ts';
import { azureLists } from './azure-lists.ts';
import type { BundleList } from './bundle-list.ts';
import type { BundleProblem } from './bundle-problem.ts';
import type { DecodedPart, ListOutcome } from './decode-kubernetes.ts';
import { decodeList } from './decode-list.ts';
import { gatherAzure } from './gather.ts';
import { decodeMetrics, metricsList } from './metrics-files.ts';

const AZURE_FILE = /^azure\/[^/]+\.json$/;

/**
 * The managed cluster that the load balancers belong to. `az aks list` prints every cluster of a subscription.
 * Null: none, or it cannot be told which.
 */
function ownCluster(
  clusters: Loaded<ManagedCluster>,
  loadBalancers: Loaded<LoadBalancer>,
  name: string | null,
): ManagedCluster | null {
  const [first, ...others] = clusters ?? [];
  if (first === undefined || others.length === 0) return first ?? null;
  const groups = new Set((loadBalancers ?? []).map((each) => each.resourceGroup.toLowerCase()));
  const inGroup = [first, ...others].filter((each) => groups.has(each.nodeResourceGroup?.toLowerCase() ?? ''));
  const named = [first, ...others].filter((each) => each.name === name);
  const candidates = inGroup.length > 0 ? inGroup : named;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function undecidedProblem(clusters: Loaded<ManagedCluster>): BundleProblem {
  const { path, command } = azureLists.managedCluster;
  const names = (clusters ?? []).map((each) => each.name).join(', ');
  const message = `holds several clusters (${names}) and none matches the load balancers; keep one, as \`${command}\` prints it`;
  return { file: path, pointer: '', message };
}

/** Reads the files of ARM. `clusterName` tells several managed clusters apart; null: unknown. */
export function decodeAzure(
  files: ReadonlyMap<string, string>,
  clusterName: string | null,
  takenAt: string,
): DecodedPart<AzurePart> {
  const outcomes: ListOutcome[] = [];
  const problems: BundleProblem[] = [];
  const read = <T>(list: BundleList<T>): Loaded<T> => {
    const decoded = decodeList(list, gatherAzure(files, list.path));
    outcomes.push({ ...decoded.outcome, list });
    problems.push(...decoded.problems);
    return decoded.values;
  };
  const loadBalancers = read(azureLists.loadBalancers);
  const lists = {
    loadBalancers,
    publicIPAddresses: read(azureLists.publicIPAddresses),
    networkSecurityGroups: read(azureLists.networkSecurityGroups),
    scaleSets: read(azureLists.scaleSets),
    scaleSetVms: read(azureLists.scaleSetVms),
    networkInterfaces: read(azureLists.networkInterfaces),
  };
  const clusters = read(azureLists.managedCluster);
  const managedCluster = ownCluster(clusters, loadBalancers, clusterName);
  if (managedCluster === null && clusters !== null && clusters.length > 0) problems.push(undecidedProblem(clusters));
  const idOf = (name: string): string | null => loadBalancers?.find((each) => each.name === name)?.id ?? null;
  const metrics = decodeMetrics(files, idOf, takenAt);
  outcomes.push({ ...metrics.outcome, list: metricsList });
  problems.push(...metrics.problems);
  const known: ReadonlySet<string> = new Set(Object.values(azureLists).map((list) => list.path));
  const ignored = [...files.keys()].filter((path) => AZURE_FILE.test(path) && !known.has(path));
  return { part: { ...lists, loadBalancerMetrics: metrics.metrics, managedCluster }, outcomes, problems, ignored };
}
