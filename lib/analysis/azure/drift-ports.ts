import type { Drift, ServiceRef } from '../../report/load-balancer-report.ts';
import { armName } from '../../snapshot/arm-id.ts';
import type { LoadBalancingRule, Probe } from '../../snapshot/load-balancer.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { OwnedRule } from '../cluster/owned-rule.ts';
import { unresolvedFrontends } from '../cluster/unresolved-frontends.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { differing, type DriftField as Field, flag, number, text } from './drift-field.ts';
import type { ExpectedProbe } from './expected-probe.ts';
import type { ExpectedRule } from './expected-state.ts';

/** The rule and the probe of each port. docs/model.md "Drift". */
export function portDrift(service: ServiceModel, model: ClusterModel): readonly Drift[] {
  const ref = { namespace: service.service.namespace, name: service.service.name };
  const seen = new Set<OwnedRule>();
  return service.ports.flatMap((port) => {
    if (port.owned === null || port.expected === null || seen.has(port.owned)) return [];
    seen.add(port.owned);
    return [
      ...ruleDrift(service, port, port.owned, port.expected, ref, model),
      ...probeDrift(service, port, port.owned, port.expected, ref),
    ];
  });
}

function ruleDrift(
  service: ServiceModel,
  port: PortModel,
  owned: OwnedRule,
  expected: ExpectedRule,
  ref: ServiceRef,
  model: ClusterModel,
): readonly Drift[] {
  const { rule } = owned;
  const broken = !port.dataPath.ok;
  const fields: (Field | null)[] = [
    text('protocol', expected.protocol, rule.protocol, broken),
    number('frontendPort', expected.frontendPort, rule.frontendPort, broken),
    number('backendPort', expected.backendPort, rule.backendPort, broken),
    flag('enableFloatingIP', expected.enableFloatingIP, rule.enableFloatingIP, broken),
    flag('enableTcpReset', expected.enableTcpReset, rule.enableTcpReset, false),
    flag('disableOutboundSnat', expected.disableOutboundSnat, rule.disableOutboundSnat, false),
    number('idleTimeoutInMinutes', expected.idleTimeoutMinutes, rule.idleTimeoutMinutes, false),
    text('loadDistribution', expected.loadDistribution, rule.loadDistribution, false),
    text(
      'backendAddressPool',
      expected.poolName,
      poolNames(rule, expected),
      port.pool.members.length + port.pool.unresolved === 0,
    ),
    frontendField(service, rule, expected, model),
  ];
  return differing(fields).map((field) => ({
    object: rule.name,
    kind: 'rule' as const,
    loadBalancer: owned.loadBalancer.name,
    ...field,
    service: ref,
  }));
}

/** A rule may have several pools; only the expected one is asked for. */
function poolNames(rule: LoadBalancingRule, expected: ExpectedRule): string {
  const names = rule.poolIds.map(armName);
  return names.find((name) => name.toLowerCase() === expected.poolName.toLowerCase()) ?? (names.join(', ') || 'none');
}

function frontendField(
  service: ServiceModel,
  rule: LoadBalancingRule,
  expected: ExpectedRule,
  model: ClusterModel,
): Field | null {
  const id = rule.frontendId?.toLowerCase();
  const own = service.frontends.flatMap(({ placed, family }) => (placed && family === expected.family ? [placed] : []));
  const actual = rule.frontendId === null ? 'none' : armName(rule.frontendId);
  if (own.some(({ frontend }) => frontend.id.toLowerCase() === id)) return null;
  if (actual.toLowerCase() === expected.frontendName.toLowerCase()) return null;
  // It may hold the address that the Service shares with another.
  if (own.length === 0 && unresolvedFrontends(model).some(({ frontend }) => frontend.id.toLowerCase() === id))
    return null;
  return { field: 'frontendIPConfiguration', expected: expected.frontendName, actual, breaksTraffic: true };
}

function probeDrift(
  service: ServiceModel,
  port: PortModel,
  owned: OwnedRule,
  expected: ExpectedRule,
  ref: ServiceRef,
): readonly Drift[] {
  const wanted = expected.probe;
  const actual = owned.probe;
  if (wanted === null && actual === null) return [];
  if (wanted === null || actual === null) {
    const drift = {
      object: owned.rule.name,
      kind: 'rule' as const,
      loadBalancer: owned.loadBalancer.name,
      field: 'probe',
      expected: wanted?.name ?? 'none',
      actual: actual?.name ?? 'none',
      breaksTraffic: port.policies[service.service.externalTrafficPolicy].traffic.lostShare > 0,
    };
    return [{ ...drift, service: ref }];
  }
  const broken = port.probeDrifted && everyNodeIsOut(port);
  return differing(probeFields(wanted, actual, broken)).map((field) => ({
    object: actual.name,
    kind: 'probe' as const,
    loadBalancer: owned.loadBalancer.name,
    ...field,
    service: ref,
  }));
}

function probeFields(wanted: ExpectedProbe, actual: Probe, broken: boolean): readonly (Field | null)[] {
  const isTcp = wanted.protocol === 'Tcp' && actual.protocol.toLowerCase() === 'tcp';
  const fields = [
    text('name', wanted.name, actual.name, false),
    text('protocol', wanted.protocol, actual.protocol, broken),
    number('port', wanted.port, actual.port, broken),
    number('intervalInSeconds', wanted.intervalSeconds, actual.intervalSeconds, false),
    number(
      'probeThreshold',
      actual.probeThreshold === null ? null : wanted.threshold,
      actual.probeThreshold ?? 0,
      false,
    ),
  ];
  if (isTcp) return fields;
  if (wanted.path === actual.requestPath) return fields;
  const path = { field: 'requestPath', expected: wanted.path ?? 'none', actual: actual.requestPath ?? 'none' };
  return [...fields, { ...path, breaksTraffic: broken }];
}

/** Nobody is left in rotation although some endpoint could be reached. */
function everyNodeIsOut(port: PortModel): boolean {
  const { Cluster, Local } = port.policies;
  return (
    (Cluster.table.anyUsable || Local.table.anyUsable) && [Cluster, Local].some((policy) => policy.rotation.size === 0)
  );
}
