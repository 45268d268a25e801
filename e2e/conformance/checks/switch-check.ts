import type { Analysis } from '../../../lib/analysis/analysis.ts';
import { analyze } from '../../../lib/analysis/analyze.ts';
import { applyAction } from '../../../simulator/actions/apply-action.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { captureWorld } from '../capture/capture-world.ts';
import { settle } from '../worlds/build-plan.ts';
import type { WorldPlan } from '../worlds/random-plan.ts';
import { controllerDisagreements } from './controller-check.ts';
import { faultDisagreements } from './fault-check.ts';
import { nodeDisagreements } from './node-check.ts';
import { nameOf, policyOf, routesOf } from './routes.ts';
import { shareDisagreements } from './share-check.ts';
import { toldPolicy, toldService } from './told-policy.ts';
import { verdictDisagreements } from './verdict-check.ts';

const OTHER = { Cluster: 'Local', Local: 'Cluster' } as const;

/** Of a machine that says nothing nobody can tell beforehand whether it is dead. */
const SILENT: ReadonlySet<string> = new Set(['hang', 'kubelet-stopped']);

/** A kube-proxy that no longer runs does not learn of the switch, and an IP pool loses marked nodes by it: no prediction covers that. */
export const isPredictable = ({ deeds, cluster }: WorldPlan): boolean =>
  !deeds.some((deed) => deed.kind === 'kube-proxy' || (deed.kind === 'node' && SILENT.has(deed.do))) &&
  !(
    cluster.backendPoolType === 'nodeIP' && deeds.some((deed) => deed.kind === 'node' && deed.do === 'autoscaler-taint')
  );

/**
 * Switches the policy of every Service and lets the world settle: the shares that were told for the other policy
 * beforehand must be those that are played now, and everything else must hold again.
 */
export function switchedDisagreements(plan: WorldPlan, world: World, before: Analysis, connections: number): string[] {
  if (!isPredictable(plan)) return [];
  const routes = routesOf(world);
  const each = Math.ceil(connections / Math.max(1, routes.length));
  const predicted = routes.map((route) =>
    toldPolicy(toldService(before, route), route, OTHER[policyOf(route.service)]),
  );
  for (const key of new Set(routes.map((route) => route.key))) {
    const service = world.store.get('services', key);
    if (service !== undefined) applyAction(world, { do: 'policy', service: key, policy: OTHER[policyOf(service)] });
  }
  settle(world);
  const after = analyze(captureWorld(world, { withHealth: true }).snapshot);
  const computed = analyze(captureWorld(world, { withHealth: false }).snapshot);
  const routesNow = new Map(routesOf(world).map((route) => [nameOf(route), route]));
  return [
    ...routes.flatMap((route, index) => {
      const told = predicted[index];
      const now = routesNow.get(nameOf(route));
      return told === undefined || now === undefined ? [] : shareDisagreements(world, told, now, each);
    }),
    ...controllerDisagreements(world, computed),
    ...nodeDisagreements(world, computed),
    ...faultDisagreements(world, after, { probed: true }),
    ...verdictDisagreements(world, after),
  ];
}
