import type { IpFamily, ServicePort } from '../../snapshot/service.ts';
import { expectedRuleName } from '../azure/expected-names.ts';
import type { ExpectedRule } from '../azure/expected-state.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { OwnedRule } from '../cluster/owned-rule.ts';
import { emptyPool, type PoolModel } from '../cluster/pool-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { actualProbe, type ProbeConfig, plannedProbe } from '../policy/probe-config.ts';
import { type Observations, observationsOf } from './observation.ts';
import type { ServiceModel } from './service-model.ts';
import { settledObservations } from './settled-observations.ts';
import { isAzureBehind } from './settling.ts';

/**
 * `present`: Azure has the rule. `missing`: it should, and has not. `not-loaded`: Azure was not read, or
 * not since the controller made it; the expected rule is taken for real. `none`: the controller makes no rule here on purpose.
 */
export type RuleState = 'present' | 'missing' | 'not-loaded' | 'none';

export type ServiceParts = Omit<ServiceModel, 'ports' | 'reconsiderAt'>;

export interface LocatedRule {
  readonly name: string;
  readonly state: RuleState;
  readonly owned: OwnedRule | null;
  readonly expected: ExpectedRule | null;
}

function locateRule(
  parts: ServiceParts,
  port: ServicePort,
  family: IpFamily,
  model: ClusterModel,
  isBehind: boolean,
): LocatedRule {
  const expected = parts.expected.kind === 'rules' ? ruleFor(parts.expected.rules, port, family) : null;
  const name = expected?.name ?? expectedRuleName(parts.service, family, port.protocol, port.port);
  const owned = parts.owned.find((candidate) => candidate.rule.name.toLowerCase() === name.toLowerCase()) ?? null;
  if (owned !== null) return { name, state: 'present', owned, expected };
  if (expected === null)
    return { name, state: parts.expected.kind === 'invalid' ? 'missing' : 'none', owned, expected };
  const isUnread = isBehind || model.snapshot.azure.loadBalancers === null;
  return { name, state: isUnread ? 'not-loaded' : 'missing', owned, expected };
}

export function ruleFor(rules: readonly ExpectedRule[], port: ServicePort, family: IpFamily): ExpectedRule | null {
  return rules.find((rule) => rule.family === family && rule.ports.includes(port)) ?? null;
}

/** One (port, family) with its rule, probe and pool, and what was seen of it. */
export interface LocatedPort {
  readonly port: ServicePort;
  readonly family: IpFamily;
  readonly rule: LocatedRule;
  readonly probe: ProbeConfig | null;
  readonly pool: PoolModel;
  readonly seen: Observations;
  readonly observations: Observations;
}

const NOTHING_SEEN: Observations = new Map();

/** docs/model.md "Names and join": what Azure has for one port of a Service, else what it should have. */
export function locatePort(
  parts: ServiceParts,
  port: ServicePort,
  family: IpFamily,
  endpoints: readonly ServiceEndpoint[],
  model: ClusterModel,
): LocatedPort {
  const isBehind = isAzureBehind(parts.service, model);
  const rule = locateRule(parts, port, family, model, isBehind);
  const probe = probeInForce(rule, isBehind);
  const pool = ingressPool(rule, model);
  const seen = isBehind ? NOTHING_SEEN : answersOf(rule, model, pool, probe);
  const { externalTrafficPolicy } = parts.service;
  const observations = settledObservations(seen, endpoints, parts.slices ?? [], externalTrafficPolicy, probe, model);
  return { port, family, rule, probe, pool, seen, observations };
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

/** `isBehind`: Azure has changed since it was read, by a sync that succeeded: to what the Service asks for. */
function probeInForce({ owned, expected }: LocatedRule, isBehind: boolean): ProbeConfig | null {
  if (owned !== null && !isBehind) return owned.probe === null ? null : actualProbe(owned.probe);
  return expected?.probe ? plannedProbe(expected.probe) : null;
}

const OUTBOUND_POOL = 'aksoutboundbackendpool';

function ingressPool({ owned }: LocatedRule, model: ClusterModel): PoolModel {
  if (owned === null) return model.expectedPool;
  const pool = owned.pools.find((candidate) => candidate.name.toLowerCase() !== OUTBOUND_POOL) ?? owned.pools[0];
  return pool ?? emptyPool(owned.loadBalancer.name);
}
