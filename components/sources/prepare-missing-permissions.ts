import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { Denied } from '../../lib/snapshot/source-status.ts';
import { shellQuote } from '../ui/shell-quote.ts';
import { resourceUse } from './resource-uses.ts';

export interface MissingPermission {
  readonly key: string;
  readonly title: string;
  readonly needs: string;
  readonly usedFor: string;
  readonly check: string;
  /** What `grant` is. */
  readonly grantTitle: string;
  /** Who may grant it runs this. */
  readonly grant: string;
  readonly without: string;
}

type Sources = ClusterSummary['sources'];

/** One row for each permission that was refused, in the order of the sources. */
export function prepareMissingPermissions(sources: Sources, cluster: string): readonly MissingPermission[] {
  return Object.values(sources).flatMap((source) =>
    source.resources.flatMap((status) =>
      status.denied === null ? [] : [missingPermission(status.resource, status.denied, cluster)],
    ),
  );
}

function missingPermission(resource: string, denied: Denied, cluster: string): MissingPermission {
  const { title, usedFor, without } = resourceUse(resource);
  const commands = denied.verb.startsWith('Microsoft.') ? azureCommands(denied) : kubernetesCommands(denied, cluster);
  return { key: `${resource} ${denied.verb} ${denied.resource}`, title, usedFor, without, ...commands };
}

function kubernetesCommands({ verb, resource }: Denied, cluster: string) {
  const { group, plural } = splitResource(resource);
  const qualified = group === '' ? plural : `${plural}.${group}`;
  const [where, flag] = plural === 'leases' ? heartbeats : everywhere;
  return {
    needs: `${verb} ${qualified} ${where}`,
    check: `kubectl --context ${shellQuote(cluster)} auth can-i ${verb} ${qualified} ${flag}`,
    grantTitle: 'Grant: a rule for the ClusterRole of this dashboard',
    grant: `- apiGroups: ["${group}"]\n  resources: ["${plural}"]\n  verbs: ["get", "list", "watch"]`,
  };
}

const everywhere = ['in all namespaces', '--all-namespaces'] as const;
/** Leases are read in one namespace only: that of the heartbeats. */
const heartbeats = ['in namespace kube-node-lease', '-n kube-node-lease'] as const;

function azureCommands({ verb, resource }: Denied) {
  // A recording does not know the id of the group: something to fill in, not a word of prose.
  const place = grantPlace(resource) ?? unknownGroup;
  const scope = shellQuote(place);
  const assign = (role: string, at: string) =>
    `az role assignment create --assignee "$PRINCIPAL_ID" --role ${role} --scope ${at}`;
  return {
    needs: verb,
    check: `az role assignment list --assignee "$PRINCIPAL_ID" --include-inherited --scope ${scope} -o table`,
    grantTitle: 'Grant: by whoever may assign roles',
    grant: verb.endsWith('/read')
      ? assign('Reader', scope)
      : // The answers of such requests are kept at the subscription.
        `${defineRole(verb, place)}\n${assign('"AKS Ingress Health Reader"', shellQuote(subscriptionOf(place)))}`,
  };
}

/**
 * Where a grant lasts and covers what is read besides: Azure names the one object that was asked for, such as a rule, or
 * an operation that is over in a minute. Null: the scope is not an id.
 */
function grantPlace(scope: string): string | null {
  return PLACES.map((place) => place.exec(scope)?.[0]).find((found) => found !== undefined) ?? null;
}

const GROUP = '^/subscriptions/[^/]+/resourceGroups/[^/]+';
const PLACES: readonly RegExp[] = [
  new RegExp(`${GROUP}/providers/Microsoft\\.ContainerService/managedClusters/[^/]+`, 'i'),
  new RegExp(GROUP, 'i'),
  /^\/subscriptions\/[^/]+/i,
];

const unknownGroup = '/subscriptions/SUBSCRIPTION_ID/resourceGroups/NODE_RESOURCE_GROUP';

function subscriptionOf(scope: string): string {
  return /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? scope;
}

/** No built-in role holds an action like `health` without also holding write rights. */
function defineRole(action: string, scope: string): string {
  const definition = {
    Name: 'AKS Ingress Health Reader',
    Description: 'May ask load balancers for the state of their backends.',
    Actions: [
      action,
      'Microsoft.Network/locations/operations/read',
      'Microsoft.Network/locations/operationResults/read',
    ],
    AssignableScopes: [subscriptionOf(scope)],
  };
  return `az role definition create --role-definition ${shellQuote(JSON.stringify(definition))}`;
}

/** `discovery.k8s.io/endpointslices` → group and plural; the core group is empty, and may be written `core` or left out. */
function splitResource(resource: string): { group: string; plural: string } {
  const slash = resource.indexOf('/');
  if (slash < 0) return { group: '', plural: resource };
  const group = resource.slice(0, slash);
  return { group: group === 'core' ? '' : group, plural: resource.slice(slash + 1) };
}
