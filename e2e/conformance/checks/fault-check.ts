import type { Analysis } from '../../../lib/analysis/analysis.ts';
import { kindOfCode } from '../../../lib/analysis/findings/all-rules.ts';
import { nodesInRotation } from '../../../simulator/dataplane/connect.ts';
import type { ProxyEndpoint } from '../../../simulator/dataplane/service-rules.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { keyOf } from '../../../simulator/objects/resources.ts';
import type { Service } from '../../../simulator/objects/service.ts';
import { networkFaults, syncFaults } from './network-faults.ts';
import { isMarkedForRemoval, isProbeDenied, isProxyProbe, proxyIsDead, readinessOf } from './node-truth.ts';
import { isProbeRandom } from './probe-chance.ts';
import { allRoutesOf, loadBalancerServices, policyOf, type Route } from './routes.ts';

const isUsable = (endpoint: ProxyEndpoint): boolean => endpoint.ready || (endpoint.serving && endpoint.terminating);

/** Whether kube-proxy has anything to send connections of a route to. */
function hasUsable(world: World, { key, port, family }: Route): boolean {
  const found = world.rules.get(key)?.ports.find((one) => one.protocol === port.protocol && one.port === port.port)
    ?.endpoints[family];
  return found?.some(isUsable) ?? false;
}

/** What is wrong with a Service of a settled world, by what its kube-proxies and its load balancer do. */
function faultsOf(world: World, service: Service, routes: readonly Route[]): string[] {
  const faults = [...networkFaults(world, routes), ...syncFaults(world, service)];
  const ready = world.rules.get(keyOf(service))?.readyByNode ?? new Map<string, number>();
  const members = new Set(routes.flatMap(({ lb, rule }) => poolMembers(lb, rule.pool)));
  const isLocal = policyOf(service) === 'Local';
  if (isLocal && members.size > 0 && ![...ready.keys()].some((node) => members.has(node)))
    faults.push('local-no-ready-endpoints');
  if (routes.some(({ lb, rule }) => poolMembers(lb, rule.pool).length === 0 && !rule.pool.includes('-')))
    faults.push('backend-pool-empty');
  const isWholeServiceDown = isLocal && ready.size === 0;
  if (!isWholeServiceDown && routes.some((route) => !hasUsable(world, route))) faults.push('no-ready-endpoints');
  const leaving = routes.flatMap(({ lb, rule }) =>
    nodesInRotation(world, { lb, rule }).filter((node) => isMarkedForRemoval(world, node)),
  );
  if (!isLocal && leaving.length > 0) faults.push('departing-node-in-rotation');
  return faults;
}

const poolMembers = (lb: Route['lb'], name: string): string[] =>
  lb.pools.find((pool) => pool.name === name)?.members.map((member) => member.nodeName) ?? [];

/** Some nodes answer the probe that asks kube-proxy, and some cannot: only who has asked Azure can tell. */
function hasSilentProxy(world: World, route: Route): boolean {
  if (!isProxyProbe(world, route)) return false;
  const members = poolMembers(route.lb, route.rule.pool).filter((node) => !isProbeDenied(world, route, node));
  return (
    members.some(
      (node) => readinessOf(world, node) !== 'Unknown' && proxyIsDead(world, node) && !isMarkedForRemoval(world, node),
    ) && members.some((node) => !proxyIsDead(world, node))
  );
}

/** A finding that rests on an assumption warns of a fault; it does not claim one. */
const isAssumed = ({ known }: { readonly known: string }): boolean => known === 'assumed';

/** What is told of machines that are not heard of. */
const OF_SILENCE = new Set(['departing-node-in-rotation', 'endpoints-on-lost-node', 'probe-flaps-all-nodes']);

/**
 * Faults that nobody can decide: whether a machine that is not heard of is dead, who is in rotation where chance decides
 * what a probe meets, and which members a pool should have that a failed sync left behind.
 */
function isOpen(world: World, routes: readonly Route[], code: string): boolean {
  if (code === 'node-missing-from-pool') return world.cloud.failures.size > 0;
  const isRandom = routes.some((route) => isProbeRandom(world, route));
  const isSilent = world.store.list('nodes').some(({ metadata }) => readinessOf(world, metadata.name) === 'Unknown');
  return OF_SILENCE.has(code) && (isRandom || isSilent);
}

/** Findings about faults against the faults there are: none missing, none made up; `probed` when Azure was asked. */
export function faultDisagreements(
  world: World,
  analysis: Analysis,
  { probed }: { readonly probed: boolean },
): string[] {
  const routes = allRoutesOf(world);
  const real = loadBalancerServices(world).flatMap((service) => {
    const own = routes.filter((route) => route.key === keyOf(service));
    const faults = faultsOf(world, service, own);
    if (probed && own.some((route) => hasSilentProxy(world, route))) faults.push('kube-proxy-unhealthy');
    return faults.map((code) => `${code} of ${keyOf(service)}`);
  });
  const told = analysis.findings
    .filter(({ code }) => !isOpen(world, routes, code))
    .filter(
      ({ code, evidence, severity }) =>
        kindOfCode(code) === 'fault' && severity !== 'info' && !evidence.some(isAssumed),
    )
    .map(
      ({ code, service }) => `${code} of ${service === null ? 'the cluster' : `${service.namespace}/${service.name}`}`,
    );
  return [
    ...real
      .filter((fault) => !told.includes(fault) && !isOpen(world, routes, fault.slice(0, fault.indexOf(' '))))
      .map((fault) => `${fault}: there, not told`),
    ...told.filter((fault) => !real.includes(fault)).map((fault) => `${fault}: told, not there`),
  ];
}
