import type { IpFamily, Service, ServicePort, TrafficPolicy } from '../../snapshot/service.ts';
import { expectedRuleName } from '../azure/expected-names.ts';
import type { ExpectedProbe } from '../azure/expected-probe.ts';
import { type ExpectedRule, expectedState } from '../azure/expected-state.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { byNodeName } from '../cluster/node-facts.ts';
import type { OwnedRule } from '../cluster/owned-rule.ts';
import { countedPool, emptyPool, type PoolModel } from '../cluster/pool-model.ts';
import { endpointsOfPort, type ServiceEndpoint, usableHosts } from '../endpoints/service-endpoints.ts';
import { actualProbe, type ProbeConfig, plannedProbe } from '../policy/probe-config.ts';
import { type DataPath, dataPathOf } from './data-path.ts';
import { type Observations, observationsOf } from './observation.ts';
import { type PolicyModel, policyModel } from './policy-model.ts';
import type { ServiceModel } from './service-model.ts';
import { settledObservations } from './settled-observations.ts';
import { withPolicy } from './with-policy.ts';

/**
 * `present`: Azure has the rule. `missing`: it should, and has not. `not-loaded`: Azure was not read, the expected
 * rule is taken for real. `none`: the controller makes no rule here on purpose.
 */
export type RuleState = 'present' | 'missing' | 'not-loaded' | 'none';

/** One (port, family) of a Service with its rule and where its connections go under each policy. */
export interface PortModel {
  readonly port: ServicePort;
  readonly family: IpFamily;
  readonly ruleName: string;
  readonly state: RuleState;
  readonly owned: OwnedRule | null;
  readonly expected: ExpectedRule | null;
  /** The probe in force: Azure's where the rule is present, else the expected. Null: none. */
  readonly probe: ProbeConfig | null;
  /** The probe in force asks something else than the Service does. */
  readonly probeDrifted: boolean;
  readonly pool: PoolModel;
  readonly dataPath: DataPath;
  readonly endpoints: readonly ServiceEndpoint[];
  /** Nodes with a usable endpoint. */
  readonly usableHosts: ReadonlySet<string>;
  /** Every answer that is young enough to be used. */
  readonly seen: Observations;
  /** Those of them that can know the last change. */
  readonly observations: Observations;
  readonly policies: Readonly<Record<TrafficPolicy, PolicyModel>>;
}

type ServiceParts = Omit<ServiceModel, 'ports' | 'reconsiderAt'>;

/** Ports without a rule by annotation are left out, unless there is no other. */
export function portModels(parts: ServiceParts, model: ClusterModel): readonly PortModel[] {
  const pairs = parts.service.ipFamilies.flatMap((family) => parts.service.ports.map((port) => ({ port, family })));
  const endpointsOf = endpointCache(parts, model);
  const otherPolicy: TrafficPolicy = parts.service.externalTrafficPolicy === 'Local' ? 'Cluster' : 'Local';
  const other = withPolicy(parts.service, otherPolicy);
  const otherState = expectedState(other, model.config);
  const models = pairs.map(({ port, family }) => {
    const located = locateRule(parts, port, family, model);
    const planned = otherState.kind === 'rules' ? ruleFor(otherState.rules, port, family) : null;
    return buildPort(parts, model, { port, family, located, other, planned, endpointsOf });
  });
  const withRule = models.filter((entry) => entry.state !== 'none');
  return withRule.length > 0 ? withRule : models;
}

interface LocatedRule {
  readonly name: string;
  readonly state: RuleState;
  readonly owned: OwnedRule | null;
  readonly expected: ExpectedRule | null;
}

function locateRule(parts: ServiceParts, port: ServicePort, family: IpFamily, model: ClusterModel): LocatedRule {
  const expected = parts.expected.kind === 'rules' ? ruleFor(parts.expected.rules, port, family) : null;
  const name = expected?.name ?? expectedRuleName(parts.service, family, port.protocol, port.port);
  const owned = parts.owned.find((candidate) => candidate.rule.name.toLowerCase() === name.toLowerCase()) ?? null;
  if (owned !== null) return { name, state: 'present', owned, expected };
  if (expected === null)
    return { name, state: parts.expected.kind === 'invalid' ? 'missing' : 'none', owned, expected };
  return { name, state: model.snapshot.azure.loadBalancers === null ? 'not-loaded' : 'missing', owned, expected };
}

function ruleFor(rules: readonly ExpectedRule[], port: ServicePort, family: IpFamily): ExpectedRule | null {
  return rules.find((rule) => rule.family === family && rule.ports.includes(port)) ?? null;
}

interface PortQuestion {
  readonly port: ServicePort;
  readonly family: IpFamily;
  readonly located: LocatedRule;
  readonly other: Service;
  readonly planned: ExpectedRule | null;
  readonly endpointsOf: (port: ServicePort, family: IpFamily) => readonly ServiceEndpoint[];
}

function buildPort(parts: ServiceParts, model: ClusterModel, question: PortQuestion): PortModel {
  const { port, family, located, other, planned, endpointsOf } = question;
  const probe = probeInForce(located);
  const pool = ingressPool(located, model);
  const dataPath: DataPath = located.owned === null ? { ok: true } : dataPathOf(located.owned.rule, port);
  const common = { model, parts, port, family, endpointsOf, endpoints: endpointsOf(port, family) };
  const seen = answersOf(located, model, pool, probe);
  const observations = settledObservations(seen, common.endpoints, parts.service.externalTrafficPolicy, probe, model);
  const configured = policyModel({
    ...common,
    service: parts.service,
    probe,
    pool,
    hasRule: located.state === 'present' || located.state === 'not-loaded',
    blocked: !dataPath.ok,
    observations,
  });
  const hypothetical = policyModel({
    ...common,
    service: other,
    probe: planned?.probe ? plannedProbe(planned.probe) : null,
    pool: hypotheticalPool(parts, located, pool, other, model),
    hasRule: planned !== null,
    blocked: false,
    observations: new Map(),
  });
  const policies =
    other.externalTrafficPolicy === 'Local'
      ? { Cluster: configured, Local: hypothetical }
      : { Cluster: hypothetical, Local: configured };
  return {
    port,
    family,
    ruleName: located.name,
    state: located.state,
    owned: located.owned,
    expected: located.expected,
    probe,
    probeDrifted: hasDrifted(located, probe),
    pool,
    dataPath,
    endpoints: common.endpoints,
    usableHosts: usableHosts(common.endpoints),
    seen,
    observations,
    policies,
  };
}

function hasDrifted({ owned, expected }: LocatedRule, probe: ProbeConfig | null): boolean {
  return owned !== null && expected !== null && !asksTheSame(probe, expected.probe);
}

function answersOf(
  { owned }: LocatedRule,
  model: ClusterModel,
  pool: PoolModel,
  probe: ProbeConfig | null,
): Observations {
  if (owned === null) return new Map();
  return observationsOf(model, owned.loadBalancer.name, owned.rule.name, pool, probe);
}

function probeInForce(located: LocatedRule): ProbeConfig | null {
  if (located.owned !== null) return located.owned.probe === null ? null : actualProbe(located.owned.probe);
  return located.expected?.probe ? plannedProbe(located.expected.probe) : null;
}

function asksTheSame(actual: ProbeConfig | null, expected: ExpectedProbe | null): boolean {
  if (actual === null || expected === null) return actual === null && expected === null;
  return (
    actual.port === expected.port &&
    actual.protocol.toLowerCase() === expected.protocol.toLowerCase() &&
    actual.path === expected.path
  );
}

const OUTBOUND_POOL = 'aksoutboundbackendpool';

function ingressPool(located: LocatedRule, model: ClusterModel): PoolModel {
  if (located.owned === null) return model.expectedPool;
  const { pools } = located.owned;
  const pool = pools.find((candidate) => candidate.name.toLowerCase() !== OUTBOUND_POOL) ?? pools[0];
  if (pool) return pool;
  return emptyPool(located.owned.loadBalancer.name);
}

/** Under the other policy a Service keeps its pool, except where `Local` Services have pools of their own. */
function hypotheticalPool(
  { hostNames }: ServiceParts,
  located: LocatedRule,
  pool: PoolModel,
  other: Service,
  model: ClusterModel,
): PoolModel {
  const ownPools = model.config.multipleLoadBalancers && model.config.poolType === 'ip';
  if (located.owned === null || !ownPools) return pool;
  if (other.externalTrafficPolicy === 'Local') return hostPool(hostNames, model);
  const wanted = (model.config.clusterName + (pool.name.toLowerCase().endsWith('-ipv6') ? '-IPv6' : '')).toLowerCase();
  const shared = located.owned.loadBalancer.pools.find((candidate) => candidate.name.toLowerCase() === wanted);
  return (shared && model.pools.get(shared.id.toLowerCase())) ?? pool;
}

/** The pool a `Local` Service would have of its own: every node that an endpoint names, ready or not. */
function hostPool(hostNames: ReadonlySet<string>, model: ClusterModel): PoolModel {
  const hosts = [...hostNames].flatMap((name) => model.nodesByName.get(name) ?? []).sort(byNodeName);
  return countedPool(model.expectedPool, hosts, []);
}

function endpointCache(parts: ServiceParts, { nodesByName }: ClusterModel): PortQuestion['endpointsOf'] {
  const cache = new Map<string, readonly ServiceEndpoint[]>();
  return (port, family) => {
    const key = `${port.name}/${port.protocol}/${family}`;
    const known = cache.get(key);
    if (known) return known;
    const endpoints = endpointsOfPort(parts.slices ?? [], port, family, nodesByName);
    cache.set(key, endpoints);
    return endpoints;
  };
}
