import type { LoadBalancerReport, ServiceRef } from '../../lib/report/load-balancer-report.ts';
import { matchesFilter } from '../table/matches-filter.ts';

interface Filter {
  readonly filter: string;
  readonly onlyFaults: boolean;
}

/** A load balancer with the objects that fit. Only faults: what differs, what is left over, and members without a Node. */
export function filterBalancer(balancer: LoadBalancerReport, { filter, onlyFaults }: Filter): LoadBalancerReport {
  const wrong = new Set([...balancer.drift.map((drift) => drift.object), ...balancer.orphans.map(({ name }) => name)]);
  const fits = (name: string, ...text: readonly (string | null)[]): boolean =>
    (!onlyFaults || wrong.has(name)) && matchesFilter([balancer.name, name, ...text].join(' '), filter);
  const owners = (refs: readonly ServiceRef[]): string => refs.map(refText).join(' ');
  return {
    ...balancer,
    frontends: balancer.frontends.filter(({ name, ip, owners: refs }) => fits(name, ip, owners(refs))),
    rules: balancer.rules.filter((rule) =>
      fits(
        rule.name,
        rule.frontend,
        String(rule.frontendPort),
        rule.owner && refText(rule.owner),
        rule.pool,
        rule.probe,
      ),
    ),
    probes: balancer.probes.filter(({ name, protocol, port, path }) => fits(name, protocol, String(port), path)),
    pools: balancer.pools.filter(
      ({ name, nodes, unknownMembers }) =>
        fits(name, ...nodes, ...unknownMembers) || (onlyFaults && unknownMembers.length > 0),
    ),
    drift: balancer.drift.filter(({ object, field, service }) =>
      fits(object, field, service === null ? null : refText(service)),
    ),
    orphans: balancer.orphans.filter(({ name, kind }) => fits(name, kind)),
    metrics: onlyFaults || filter !== '' ? null : balancer.metrics,
    limits: onlyFaults || filter !== '' ? [] : balancer.limits,
  };
}

export function isEmptyBalancer({ frontends, rules, probes, pools, drift, orphans }: LoadBalancerReport): boolean {
  return [frontends, rules, probes, pools, drift, orphans].every((list) => list.length === 0);
}

export function refText({ namespace, name }: ServiceRef): string {
  return `${namespace}/${name}`;
}
