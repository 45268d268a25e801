import type { Analysis } from '../../../lib/analysis/analysis.ts';
import type { Verdict } from '../../../lib/report/verdict-report.ts';
import { membersHealth } from '../../../simulator/azure/member-health.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { isShut } from './network-faults.ts';
import { forwardsOn } from './node-check.ts';
import {
  isMarkedForRemoval,
  isProbeDenied,
  isProxyProbe,
  isSharedProbe,
  proxyIsDead,
  readinessOf,
  readyOn,
} from './node-truth.ts';
import { isProbeRandom } from './probe-chance.ts';
import { nameOf, policyOf, type Route, routesOf } from './routes.ts';
import { toldService } from './told-policy.ts';

/** Why a node that would serve is out and should be: it is leaving, or only terminating pods are left on it. */
function isOutByDesign(world: World, route: Route, node: string): boolean {
  if (isSharedProbe(world, route)) return isMarkedForRemoval(world, node);
  return policyOf(route.service) === 'Local' && isProxyProbe(world, route) && readyOn(world, route, node) === 0;
}

/** The verdict that the truth about a settled (rule, node) asks for; null: the truth makes no sense. */
function trueVerdict(world: World, route: Route, node: string): Verdict | null {
  const health = membersHealth(world, route.lb, route.rule).find((one) => one.member.nodeName === node);
  if (health === undefined) return 'expected-out';
  const serves = forwardsOn(world, route, node) === 'accept';
  if (health.state === 'Up') {
    if (!serves) return 'wrongly-in';
    const isWell = readinessOf(world, node) === 'True' && !isMarkedForRemoval(world, node);
    return isWell ? 'in-rotation' : 'degraded';
  }
  // Who leaves, or is not heard of, is out for that; what else is wrong with its probe comes after.
  if (isMarkedForRemoval(world, node) || readinessOf(world, node) === 'Unknown') return 'expected-out';
  const isStopped = isShut(world, route) && !isProxyProbe(world, route);
  if (!serves || isStopped || isOutByDesign(world, route, node)) return 'expected-out';
  const isSilent = proxyIsDead(world, node) && isProxyProbe(world, route);
  return isSilent || isProbeDenied(world, route, node) ? 'wrongly-out' : null;
}

/** Verdicts with Azure's own health in the snapshot, against what each node really does. */
export function verdictDisagreements(world: World, analysis: Analysis): string[] {
  const seen = new Set<string>();
  return routesOf(world).flatMap((route) => {
    if (seen.has(route.rule.name)) return [];
    seen.add(route.rule.name);
    if (isProbeRandom(world, route)) return [];
    const rows = toldService(analysis, route).verdicts.filter((row) => row.rule === route.rule.name);
    if (rows.length === 0) return [`${nameOf(route)}: no verdict at all`];
    return rows.flatMap(({ node, verdict, because }) => {
      const truth = trueVerdict(world, route, node);
      if (verdict === truth) return [];
      // Where nothing is probed Azure cannot tell either whether a machine that is not heard of is dead.
      if (verdict === 'unknown' && route.rule.probe === null && readinessOf(world, node) === 'Unknown') return [];
      return [`${nameOf(route)} on ${node}: told ${verdict} (${because}), in truth ${truth ?? 'something impossible'}`];
    });
  });
}
