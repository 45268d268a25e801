import type { IpFamily, Service, ServicePort, TrafficPolicy } from '../../snapshot/service.ts';
import type { ExpectedProbe } from '../azure/expected-probe.ts';
import { type ExpectedRule, expectedState } from '../azure/expected-state.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { byNodeName } from '../cluster/node-facts.ts';
import type { OwnedRule } from '../cluster/owned-rule.ts';
import { countedPool, type PoolModel } from '../cluster/pool-model.ts';
import { endpointsOfPort, type ServiceEndpoint, usableHosts } from '../endpoints/service-endpoints.ts';
import { type ProbeConfig, plannedProbe } from '../policy/probe-config.ts';
import { type ClientBlock, clientBlock } from './client-block.ts';
import { type DataPath, dataPathOf } from './data-path.ts';
import { deadNodes, withDeadNodes } from './dead-nodes.ts';
import {
  type LocatedPort,
  type LocatedRule,
  locatePort,
  type RuleState,
  ruleFor,
  type ServiceParts,
} from './located-port.ts';
import type { Observations } from './observation.ts';
import { type PolicyModel, policyModel } from './policy-model.ts';
import { lastSyncFailure } from './settling.ts';
import { withPolicy } from './with-policy.ts';

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
  /** A security group keeps every client out; null: none is known to. */
  readonly shutOut: ClientBlock | null;
  readonly policies: Readonly<Record<TrafficPolicy, PolicyModel>>;
}

/** Ports without a rule by annotation are left out, unless there is no other. */
export function portModels(parts: ServiceParts, model: ClusterModel): readonly PortModel[] {
  const pairs = parts.service.ipFamilies.flatMap((family) => parts.service.ports.map((port) => ({ port, family })));
  const listed = endpointCache(parts, model);
  const located = pairs.map(({ port, family }) => locatePort(parts, port, family, listed(port, family), model));
  const dead = deadNodes(located, parts, model);
  const endpointsOf: EndpointsOf =
    dead.size === 0 ? listed : (port, family) => withDeadNodes(listed(port, family), dead);
  const otherPolicy: TrafficPolicy = parts.service.externalTrafficPolicy === 'Local' ? 'Cluster' : 'Local';
  const other = withPolicy(parts.service, otherPolicy);
  const otherState = expectedState(other, model.config);
  const models = located.map((place) => {
    const planned = otherState.kind === 'rules' ? ruleFor(otherState.rules, place.port, place.family) : null;
    return buildPort(parts, model, { located: place, other, planned, endpointsOf, dead });
  });
  const withRule = models.filter((entry) => entry.state !== 'none');
  return withRule.length > 0 ? withRule : models;
}

type EndpointsOf = (port: ServicePort, family: IpFamily) => readonly ServiceEndpoint[];

interface PortQuestion {
  readonly located: LocatedPort;
  readonly other: Service;
  readonly planned: ExpectedRule | null;
  readonly endpointsOf: EndpointsOf;
  /** Down under any policy. */
  readonly dead: Observations;
}

function buildPort(parts: ServiceParts, model: ClusterModel, question: PortQuestion): PortModel {
  const { located, other, endpointsOf, dead } = question;
  const { port, family, rule, probe, pool, seen, observations } = located;
  const dataPath: DataPath = rule.owned === null ? { ok: true } : dataPathOf(rule.owned.rule, port);
  const shutOut = clientBlock(parts, located, model);
  const common = {
    model,
    parts,
    port,
    family,
    endpointsOf,
    endpoints: endpointsOf(port, family),
    clientsOut: shutOut !== null,
    probeSeen: isAnyUp(observations),
  };
  const configured = policyModel({
    ...common,
    service: parts.service,
    probe,
    pool,
    hasRule: rule.state === 'present' || rule.state === 'not-loaded',
    blocked: !dataPath.ok,
    observations,
  });
  const hypothetical = policyModel({ ...common, ...hypotheticalOf(parts, question, model), observations: dead });
  const policies =
    other.externalTrafficPolicy === 'Local'
      ? { Cluster: configured, Local: hypothetical }
      : { Cluster: hypothetical, Local: configured };
  return {
    port,
    family,
    ruleName: rule.name,
    state: rule.state,
    owned: rule.owned,
    expected: rule.expected,
    probe,
    probeDrifted: hasDrifted(rule, probe),
    pool,
    dataPath,
    endpoints: common.endpoints,
    usableHosts: usableHosts(common.endpoints),
    seen,
    observations,
    shutOut,
    policies,
  };
}

/** The port under the other policy. */
function hypotheticalOf(parts: ServiceParts, { located, other, planned }: PortQuestion, model: ClusterModel) {
  const { rule, pool } = located;
  return {
    service: other,
    probe: planned?.probe ? plannedProbe(planned.probe) : null,
    pool: hypotheticalPool(parts, rule, pool, other, model),
    // What keeps the controller from making the rule keeps it from making the other.
    hasRule: planned !== null && (rule.state !== 'missing' || lastSyncFailure(parts.service, model) === null),
    blocked: false,
  };
}

function isAnyUp(observations: Observations): boolean {
  for (const { state } of observations.values()) if (state === 'up') return true;
  return false;
}

function hasDrifted({ owned, expected }: LocatedRule, probe: ProbeConfig | null): boolean {
  return owned !== null && expected !== null && !asksTheSame(probe, expected.probe);
}

function asksTheSame(actual: ProbeConfig | null, expected: ExpectedProbe | null): boolean {
  if (actual === null || expected === null) return actual === null && expected === null;
  return (
    actual.port === expected.port &&
    actual.protocol.toLowerCase() === expected.protocol.toLowerCase() &&
    actual.path === expected.path
  );
}

/** Under the other policy a Service keeps its pool, except where `Local` Services have pools of their own. */
function hypotheticalPool(
  { hostNames }: ServiceParts,
  { owned }: LocatedRule,
  pool: PoolModel,
  other: Service,
  model: ClusterModel,
): PoolModel {
  const ownPools = model.config.multipleLoadBalancers && model.config.poolType === 'ip';
  if (owned === null || !ownPools) return pool;
  if (other.externalTrafficPolicy === 'Local') return hostPool(hostNames, model);
  const wanted = (model.config.clusterName + (pool.name.toLowerCase().endsWith('-ipv6') ? '-IPv6' : '')).toLowerCase();
  const shared = owned.loadBalancer.pools.find((candidate) => candidate.name.toLowerCase() === wanted);
  return (shared && model.pools.get(shared.id.toLowerCase())) ?? pool;
}

/** The pool a `Local` Service would have of its own: every node that an endpoint names, ready or not. */
function hostPool(hostNames: ReadonlySet<string>, model: ClusterModel): PoolModel {
  const hosts = [...hostNames].flatMap((name) => model.nodesByName.get(name) ?? []).sort(byNodeName);
  return countedPool(model.expectedPool, hosts, []);
}

function endpointCache(parts: ServiceParts, { nodesByName }: ClusterModel): EndpointsOf {
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
