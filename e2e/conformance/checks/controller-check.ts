import type { Analysis } from '../../../lib/analysis/analysis.ts';
import type { ExpectedRule } from '../../../lib/analysis/azure/expected-state.ts';
import { expectedMembership } from '../../../lib/analysis/cluster/pool-membership.ts';
import { reportLoadBalancers } from '../../../lib/analysis/report/report-load-balancers.ts';
import type { LoadBalancer, Probe, Rule } from '../../../simulator/azure/cloud.ts';
import { baseName } from '../../../simulator/azure/names.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { keyOf } from '../../../simulator/objects/resources.ts';

type Fields = Readonly<Record<string, unknown>>;

const probeFields = (
  probe: Pick<Probe, 'name' | 'protocol' | 'port' | 'path' | 'intervalSeconds' | 'threshold'> | null,
) =>
  probe === null
    ? { probe: null }
    : {
        probe: probe.name,
        probeProtocol: probe.protocol,
        probePort: probe.port,
        probePath: probe.path,
        interval: probe.intervalSeconds,
        threshold: probe.threshold,
      };

const expectedFields = (rule: ExpectedRule): Fields => ({
  protocol: rule.protocol,
  frontendPort: rule.frontendPort,
  backendPort: rule.backendPort,
  floatingIP: rule.enableFloatingIP,
  tcpReset: rule.enableTcpReset,
  idleMinutes: rule.idleTimeoutMinutes,
  loadDistribution: rule.loadDistribution,
  disableOutboundSnat: rule.disableOutboundSnat,
  frontend: rule.frontendName,
  pool: rule.poolName,
  ...probeFields(rule.probe),
});

const actualFields = (lb: LoadBalancer, rule: Rule): Fields => ({
  ...rule,
  ...probeFields(lb.probes.find((probe) => probe.name === rule.probe) ?? null),
});

/** Fields where both say something and do not say the same; null in the expectation: not cared for. */
const differences = (name: string, expected: Fields, actual: Fields): string[] =>
  Object.entries(expected)
    .filter(([field, value]) => (value !== null || field === 'probe') && value !== actual[field])
    .map(
      ([field, value]) =>
        `rule ${name}: ${field} expected ${JSON.stringify(value)}, the controller wrote ${JSON.stringify(actual[field])}`,
    );

/** On a shared address the rules of all Services hang on the frontend of the first. */
const isOwn =
  (lb: LoadBalancer, rule: Rule) =>
  (difference: string): boolean =>
    !difference.includes(': frontend expected') ||
    lb.rules.every((one) => one.frontend !== rule.frontend || baseOf(one) === baseOf(rule));

/** What the first 32 letters of the names of their rules are: the controller could not bring these up to date. */
const failingBases = (world: World): ReadonlySet<string> =>
  new Set(
    world.store
      .list('services')
      .flatMap((service) => (world.cloud.failures.has(keyOf(service)) ? baseName(service) : [])),
  );

const baseOf = ({ name }: Rule): string => name.slice(0, 32);

function ruleDifferences(world: World, analysis: Analysis): string[] {
  const expected = new Map<string, ExpectedRule>();
  for (const { model } of analysis.services.values())
    if (model.expected.kind === 'rules' && !world.cloud.failures.has(model.key))
      for (const rule of model.expected.rules) expected.set(rule.name, rule);
  const found: string[] = [];
  const failing = failingBases(world);
  for (const lb of world.cloud.loadBalancers.values())
    for (const rule of lb.rules) {
      const wanted = expected.get(rule.name);
      expected.delete(rule.name);
      if (failing.has(baseOf(rule))) continue;
      if (wanted === undefined) found.push(`rule ${rule.name}: the controller made it, nobody expected it`);
      else
        found.push(...differences(rule.name, expectedFields(wanted), actualFields(lb, rule)).filter(isOwn(lb, rule)));
    }
  return [
    ...found,
    ...[...expected.keys()].map((name) => `rule ${name}: expected, and the controller did not make it`),
  ];
}

/** Members of the cluster's own pools; with several load balancers each node belongs to one of them. */
function memberDifferences(world: World, { model }: Analysis): string[] {
  const own = [...world.cloud.loadBalancers.values()].flatMap((lb) =>
    lb.pools.filter((pool) => pool.name === 'kubernetes').map((pool) => ({ lb, pool })),
  );
  if (world.settings.loadBalancers.length > 0) return [];
  return own.flatMap(({ lb, pool }) => {
    const members = new Set(pool.members.map((member) => member.nodeName));
    return model.nodes.flatMap((node) => {
      const { state } = expectedMembership(node, model.config.poolType);
      const isWrong = members.has(node.name) ? state === 'excluded' : state === 'member';
      return isWrong ? [`pool ${lb.name}/${pool.name}: node ${node.name} is ${state}, the controller differs`] : [];
    });
  });
}

/** Pools of their own that Services left behind when they became Cluster: the controller keeps them. */
function unusedPools(world: World): ReadonlySet<string> {
  const unused = [...world.cloud.loadBalancers.values()].flatMap((lb) =>
    lb.pools
      .filter((pool) => pool.name.includes('-') && !pool.name.startsWith('kubernetes'))
      .filter((pool) => !lb.rules.some((rule) => rule.pool === pool.name))
      .map((pool) => `${lb.name}/${pool.name}`),
  );
  return new Set(unused);
}

/** What the controller wrote against what the analysis expects of it, and that the analysis calls nothing drifted or left over. */
export function controllerDisagreements(world: World, analysis: Analysis): string[] {
  const left = unusedPools(world);
  const told = reportLoadBalancers(analysis).flatMap(({ name, drift, orphans }) => [
    ...drift.map((one) => `drift on ${name}: ${one.object} ${one.field} ${one.actual}, expected ${one.expected}`),
    ...orphans
      .filter((one) => one.kind !== 'pool' || !left.has(`${name}/${one.name}`))
      .map((one) => `orphan on ${name}: ${one.kind} ${one.name}`),
  ]);
  return [...told, ...ruleDifferences(world, analysis), ...memberDifferences(world, analysis)];
}
