import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** A name as one shell word. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
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
  const group = nodeResourceGroupOf(snapshot) ?? '<node resource group>';
  return `az network ${rest} -g ${shellWord(group)}`;
}

/** Any annotation change makes the cloud controller reconcile the Service. */
export function reconcileCommand(snapshot: Snapshot, object: Service): string {
  const rest = `annotate service ${object.name} aks-ingress-health/reconcile="$(date +%s)" --overwrite`;
  return kubectlFor(snapshot, object, rest);
}

export function endpointsCommand(snapshot: Snapshot, service: Service): string {
  return kubectlFor(snapshot, service, `get endpointslices -l kubernetes.io/service-name=${service.name} -o wide`);
}

/** Empty: the Service has no selector. */
export function selectorFlag(selector: Readonly<Record<string, string>> | null): string {
  if (selector === null) return '';
  const pairs = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '' : `-l ${pairs.join(',')} `;
}

/** The pods that the Service selects, with their nodes. */
export function podsCommand(snapshot: Snapshot, service: Service): string {
  return kubectlFor(snapshot, service, `get pods ${selectorFlag(service.selector)}-o wide`);
}
