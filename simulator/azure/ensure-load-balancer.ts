import type { Family } from '../control-plane/desired-endpoints.ts';
import type { World } from '../kernel/world.ts';
import { keyOf } from '../objects/resources.ts';
import type { Service } from '../objects/service.ts';
import { isInternal, listOf } from './annotations.ts';
import { loadBalancerId, lowerGroup } from './arm-ids.ts';
import { chooseLoadBalancer } from './choose-load-balancer.ts';
import type { Frontend, LoadBalancer, Rule } from './cloud.ts';
import { reconcileDnsLabel, releaseDnsLabel } from './dns-label.ts';
import { SyncError } from './expected-probes.ts';
import { type ExpectedRules, expectedRules, poolOfService } from './expected-rules.ts';
import { frontendAddress, frontendOf, newFrontend, ownsByName, releasePublicIps } from './frontends.ts';
import { loadBalancerNamed, writeLoadBalancer } from './load-balancers.ts';
import { baseName, poolName } from './names.ts';
import { desiredPool, localMembers } from './pool-members.ts';

const owned = (service: Service, name: string): boolean => name.toLowerCase().startsWith(baseName(service));

function checkConflicts(world: World, lb: LoadBalancer, service: Service, rules: readonly Rule[]): void {
  for (const rule of rules) {
    const other = lb.rules.find(
      (one) =>
        !owned(service, one.name) &&
        one.frontend === rule.frontend &&
        one.protocol === rule.protocol &&
        one.frontendPort === rule.frontendPort,
    );
    if (other === undefined) continue;
    const port = service.spec.ports.find((one) => one.port === rule.frontendPort);
    const id = lowerGroup(`${loadBalancerId(world.settings, lb.name)}/frontendIPConfigurations/${rule.frontend}`);
    throw new SyncError(
      `checkLoadBalancerResourcesConflicts: service port ${port?.name ?? ''} is trying to consume the port ${rule.frontendPort} which is being referenced by an existing loadBalancing rule ${other.name} with the same protocol ${rule.protocol} and frontend IP config with ID ${id}`,
    );
  }
}

function withPools(world: World, lb: LoadBalancer, service: Service, family: Family): LoadBalancer['pools'] {
  const cluster = desiredPool(world, lb, poolName(family), family);
  const own = poolOfService(world.settings, service, family);
  const wanted = [
    cluster,
    ...(own === cluster.name
      ? []
      : [{ name: own, kind: 'ip' as const, members: localMembers(world, keyOf(service), family) }]),
  ];
  const others = lb.pools.filter((pool) => !wanted.some((one) => one.name === pool.name));
  return [...others, ...wanted];
}

/** ARM takes no port 0, which is what a Service without node ports asks for. A rule for all ports is another thing. */
function checkPorts({ rules, probes }: ExpectedRules): void {
  const isZero = probes.some((probe) => probe.port === 0);
  if (!isZero && !rules.some((rule) => rule.backendPort === 0 && rule.frontendPort !== 0)) return;
  throw new SyncError(
    'PUT of the load balancer: 400 InvalidRequestFormat: a port is 0, and must be from 1 to 65535; the Service has allocateLoadBalancerNodePorts false',
  );
}

const isProbeUsed = (rules: readonly Rule[]) => (probe: { readonly name: string }) =>
  rules.some((rule) => rule.probe === probe.name);

/** Makes the Azure objects of one Service what they should be. Gives its addresses; throws a SyncError when it cannot. */
export function ensureLoadBalancer(world: World, service: Service): string[] {
  const lb = loadBalancerNamed(world, chooseLoadBalancer(world, service), isInternal(service));
  const addresses: string[] = [];
  const ownRules: Rule[] = [];
  const ownProbes = new Map<string, LoadBalancer['probes'][number]>();
  const frontends: Frontend[] = [];
  let pools = lb.pools;
  for (const family of service.spec.ipFamilies ?? (['IPv4'] as const)) {
    const frontend = frontendOf(world, lb, service, family) ?? newFrontend(world, service, family);
    frontends.push(frontend);
    reconcileDnsLabel(world, service, frontend);
    const expected = expectedRules(world.settings, service, family, frontend.name);
    checkConflicts(world, lb, service, expected.rules);
    checkPorts(expected);
    ownRules.push(...expected.rules);
    for (const probe of expected.probes) ownProbes.set(probe.name, probe);
    pools = withPools(world, { ...lb, pools }, service, family);
    const address = frontendAddress(world, frontend);
    if (address !== undefined) addresses.push(address);
  }
  const rules = [...lb.rules.filter((rule) => !owned(service, rule.name)), ...ownRules];
  const otherProbes = lb.probes.filter((probe) => !owned(service, probe.name) && !ownProbes.has(probe.name));
  const kept = lb.frontends.filter(
    (one) =>
      frontends.some((own) => own.name === one.name) ||
      !ownsByName(service, one) ||
      rules.some((rule) => rule.frontend === one.name),
  );
  const added = frontends.filter((one) => !kept.some((known) => known.name === one.name));
  writeLoadBalancer(world, lb, {
    frontends: [...kept, ...added],
    pools,
    rules,
    probes: [...otherProbes, ...ownProbes.values()].filter(isProbeUsed(rules)),
  });
  removeFrom(world, service, (other) => other !== lb);
  releasePublicIps(world, service);
  return [...addresses, ...listOf(service, 'azure-additional-public-ips')];
}

/** Takes a Service's objects off load balancers; a frontend that others still use stays under its old name. */
function removeFrom(world: World, service: Service, isMeant: (lb: LoadBalancer) => boolean): void {
  for (const lb of [...world.cloud.loadBalancers.values()].filter(isMeant)) {
    const rules = lb.rules.filter((rule) => !owned(service, rule.name));
    if (rules.length === lb.rules.length && !lb.frontends.some((one) => ownsByName(service, one))) continue;
    const frontends = lb.frontends.filter(
      (one) => !ownsByName(service, one) || rules.some((rule) => rule.frontend === one.name),
    );
    writeLoadBalancer(world, lb, { rules, frontends, probes: lb.probes.filter(isProbeUsed(rules)) });
    if (lb.frontends.length === 0) world.cloud.loadBalancers.delete(lb.name);
  }
}

export function deleteLoadBalancer(world: World, service: Service): void {
  removeFrom(world, service, () => true);
  releaseDnsLabel(world, service);
  releasePublicIps(world, service);
}

/** Brings the pools a Service uses up to date with the nodes; its rules are left as they are. */
export function updatePools(world: World, service: Service): void {
  for (const lb of world.cloud.loadBalancers.values()) {
    if (!lb.rules.some((rule) => owned(service, rule.name))) continue;
    let pools = lb.pools;
    for (const family of service.spec.ipFamilies ?? (['IPv4'] as const))
      pools = withPools(world, { ...lb, pools }, service, family);
    writeLoadBalancer(world, lb, { pools });
  }
}
