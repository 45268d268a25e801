import type { World } from '../kernel/world.ts';

/** So many machines that are gone can still be asked about; older ones are forgotten. */
export const GONE_KEPT = 100;

function poolMembers(world: World): ReadonlySet<string> {
  const names = new Set<string>();
  for (const lb of world.cloud.loadBalancers.values())
    for (const { members } of lb.pools) for (const { nodeName } of members) names.add(nodeName);
  return names;
}

/** Forgets the oldest machines that are gone, except those that a Node, a pod or a backend pool still names. */
export function forgetGoneMachines(world: World): void {
  const gone = [...world.machines.values()].filter(({ power }) => power === 'gone');
  if (gone.length <= GONE_KEPT) return;
  const members = poolMembers(world);
  for (const { nodeName } of gone.slice(0, gone.length - GONE_KEPT)) {
    const isNamed =
      members.has(nodeName) ||
      world.store.get('nodes', nodeName) !== undefined ||
      world.store.indexed('pods', 'node', nodeName).length > 0;
    if (!isNamed) world.machines.delete(nodeName);
  }
}
