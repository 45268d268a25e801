import type { Drift } from '../../report/load-balancer-report.ts';
import type { LoadBalancer, Probe } from '../../snapshot/load-balancer.ts';
import { baseNameOf } from '../../snapshot/load-balancer-name.ts';
import type { ServiceModel } from '../service/service-model.ts';
import type { ExpectedRule } from './expected-state.ts';

/** Rules and probes with the name of the Service that it does not ask for; the controller removes them. */
export function leftoverDrift(service: ServiceModel, expected: readonly ExpectedRule[]): readonly Drift[] {
  const drift: Drift[] = [];
  const add = (kind: 'rule' | 'probe', object: string, loadBalancer: string): void => {
    const { namespace, name } = service.service;
    const presence = { field: 'presence', expected: 'none', actual: 'present', breaksTraffic: false };
    drift.push({ object, kind, loadBalancer, ...presence, service: { namespace, name } });
  };
  for (const owned of service.owned) {
    const isAskedFor = service.ports.some((port) => port.owned === owned && port.expected !== null);
    if (!isAskedFor) add('rule', owned.rule.name, owned.loadBalancer.name);
  }
  for (const loadBalancer of balancersOf(service)) {
    for (const probe of probesByBase(loadBalancer).get(service.base) ?? []) {
      const isUsed = service.owned.some((owned) => owned.probe === probe);
      if (!isUsed && !isExpected(probe, expected)) add('probe', probe.name, loadBalancer.name);
    }
  }
  return drift;
}

function isExpected({ name }: Probe, expected: readonly ExpectedRule[]): boolean {
  return expected.some((rule) => rule.probe?.name.toLowerCase() === name.toLowerCase());
}

function balancersOf(service: ServiceModel): ReadonlySet<LoadBalancer> {
  const balancers = new Set(service.owned.map((owned) => owned.loadBalancer));
  for (const { placed } of service.frontends) if (placed !== null) balancers.add(placed.loadBalancer);
  return balancers;
}

const index = new WeakMap<LoadBalancer, ReadonlyMap<string, readonly Probe[]>>();

function probesByBase(loadBalancer: LoadBalancer): ReadonlyMap<string, readonly Probe[]> {
  const known = index.get(loadBalancer);
  if (known) return known;
  const made = new Map<string, Probe[]>();
  for (const probe of loadBalancer.probes) {
    const base = baseNameOf(probe.name);
    if (base === null) continue;
    const group = made.get(base);
    if (group) group.push(probe);
    else made.set(base, [probe]);
  }
  index.set(loadBalancer, made);
  return made;
}
