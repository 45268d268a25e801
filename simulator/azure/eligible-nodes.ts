import type { World } from '../kernel/world.ts';
import type { Machine } from '../machines/machine.ts';
import type { Node } from '../objects/node.ts';

const EXCLUDE = 'node.kubernetes.io/exclude-from-external-load-balancers';
const SCALE_DOWN_TAINT = 'ToBeDeletedByClusterAutoscaler';

/** What Go's parser takes for false; everything else that is set means excluded. */
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** The service controller's filter: being deleted, excluded by label, marked by the autoscaler. Ready and cordon do not matter. */
export function isListed(node: Node): boolean {
  const excluded = node.metadata.labels?.[EXCLUDE];
  return (
    node.metadata.deletionTimestamp === undefined &&
    (excluded === undefined || FALSE.has(excluded)) &&
    !(node.spec.taints ?? []).some((taint) => taint.key === SCALE_DOWN_TAINT)
  );
}

/** The Azure provider's second filter for NIC pools: the label excludes with any value, and so does `managed=false`. */
export const isExcludedByProvider = (node: Node): boolean =>
  node.metadata.labels?.[EXCLUDE] !== undefined || node.metadata.labels?.['kubernetes.azure.com/managed'] === 'false';

export interface PoolNode {
  readonly node: Node;
  readonly machine: Machine;
}

export function poolNodes(world: World): PoolNode[] {
  return world.store.list('nodes').flatMap((node) => {
    const machine = world.machines.get(node.metadata.name);
    return machine === undefined ? [] : [{ node, machine }];
  });
}

/** Which of several load balancers a machine's nodes are for: that of its pool, once that exists, else the first that does. */
export function loadBalancerOfMachine(world: World, machine: Machine): string | null {
  const existing = world.settings.loadBalancers.filter(
    ({ name }) => world.cloud.loadBalancers.has(name) || world.cloud.loadBalancers.has(`${name}-internal`),
  );
  const own = existing.find((configuration) => configuration.pool === machine.pool);
  return own?.name ?? existing[0]?.name ?? null;
}

/** What makes a change of a node a reason to look at every pool again. */
export const poolFacts = (node: Node): string => `${node.metadata.labels?.[EXCLUDE]} ${node.spec.providerID}`;
