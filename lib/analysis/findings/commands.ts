import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** A name as one shell word. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A name as one shell word; where it is not known, a placeholder in brackets that no shell runs. */
export function wordOr(name: string | null | undefined, placeholder: string): string {
  return name === null || name === undefined || name === '' ? `<${placeholder}>` : shellWord(name);
}

/** kubectl against the cluster of the snapshot; `az aks get-credentials` names the context like the cluster. */
export function kubectl(snapshot: Snapshot, rest: string): string {
  return `kubectl --context ${shellWord(snapshot.cluster)} ${rest}`;
}

export function kubectlFor(snapshot: Snapshot, service: Service, rest: string): string {
  return kubectl(snapshot, `-n ${shellWord(service.namespace)} ${rest}`);
}

/** Group that holds the load balancers; null: not known. */
export function nodeResourceGroupOf({ azure }: Snapshot): string | null {
  return azure.managedCluster?.nodeResourceGroup ?? azure.loadBalancers?.[0]?.resourceGroup ?? null;
}

/** az in the node resource group; a placeholder where the group is not known. */
export function azNetwork(snapshot: Snapshot, rest: string): string {
  return `az network ${rest} -g ${nodeGroupWord(snapshot)}`;
}

/** The node resource group as one shell word. */
export function nodeGroupWord(snapshot: Snapshot): string {
  return wordOr(nodeResourceGroupOf(snapshot), 'node resource group');
}

/** Shows one field of the Service. */
export function fieldCommand(snapshot: Snapshot, service: Service, path: string): string {
  return kubectlFor(snapshot, service, `get service ${shellWord(service.name)} -o jsonpath='{${path}}'`);
}

/** Any annotation change makes the cloud controller reconcile the Service. */
export function reconcileCommand(snapshot: Snapshot, object: Service): string {
  const rest = `annotate service ${shellWord(object.name)} aks-ingress-health/reconcile="$(date +%s)" --overwrite`;
  return kubectlFor(snapshot, object, rest);
}

/** Node and conditions of each endpoint, one a line; `-o wide` shows neither. */
export const ENDPOINT_LINES =
  '{range .items[*].endpoints[*]}{.nodeName}{" "}{.addresses[0]}{" "}{.conditions}{"\\n"}{end}';

export function endpointsCommand(snapshot: Snapshot, service: Service): string {
  const selector = `-l kubernetes.io/service-name=${shellWord(service.name)}`;
  return kubectlFor(snapshot, service, `get endpointslices ${selector} -o jsonpath='${ENDPOINT_LINES}'`);
}

/** The nodes with the zone that each is in; `get pods -o wide` names nodes only. */
export function zonesCommand(snapshot: Snapshot): string {
  return kubectl(snapshot, 'get nodes -L topology.kubernetes.io/zone');
}

/** Empty: the Service has no selector. */
export function selectorFlag(selector: Readonly<Record<string, string>> | null): string {
  if (selector === null) return '';
  const pairs = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '' : `-l ${shellWord(pairs.join(','))} `;
}

/** The pods that the Service selects, with their nodes. */
export function podsCommand(snapshot: Snapshot, service: Service): string {
  return kubectlFor(snapshot, service, `get pods ${selectorFlag(service.selector)}-o wide`);
}
