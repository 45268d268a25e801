import type { Analysis } from '../../../lib/analysis/analysis.ts';
import type { Verdict } from '../../../lib/report/verdict-report.ts';
import { membersHealth } from '../../../simulator/azure/member-health.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { forwardsOn } from './node-check.ts';
import { isMarkedForRemoval, isProxyProbe, isSharedProbe, proxyIsDead, readyOn } from './node-truth.ts';
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
    return isMarkedForRemoval(world, node) ? 'degraded' : 'in-rotation';
  }
  if (!serves || isOutByDesign(world, route, node)) return 'expected-out';
  return proxyIsDead(world, node) && isProxyProbe(world, route) ? 'wrongly-out' : null;
}

/** Verdicts with Azure's own health in the snapshot, against what each node really does. */
export function verdictDisagreements(world: World, analysis: Analysis): string[] {
  const seen = new Set<string>();
  return routesOf(world).flatMap((route) => {
    if (seen.has(route.rule.name)) return [];
    seen.add(route.rule.name);
    const rows = toldService(analysis, route).verdicts.filter((row) => row.rule === route.rule.name);
    if (rows.length === 0) return [`${nameOf(route)}: no verdict at all`];
    return rows.flatMap(({ node, verdict, because }) => {
      const truth = trueVerdict(world, route, node);
      if (verdict === truth) return [];
      return [`${nameOf(route)} on ${node}: told ${verdict} (${because}), in truth ${truth ?? 'something impossible'}`];
    });
  });
}
