import type { LoadBalancerReport, ServiceRef } from '../../report/load-balancer-report.ts';
import { armName } from '../../snapshot/arm-id.ts';
import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import { baseNameOf } from '../../snapshot/load-balancer-name.ts';
import type { Analysis } from '../analysis.ts';
import { isInternal } from '../azure/cloud-config.ts';
import { serviceDrift } from '../azure/drift.ts';
import { limitsOf } from '../azure/limits.ts';
import { actualProbe } from '../policy/probe-config.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isSettling } from '../service/settling.ts';
import { reportMetrics } from './report-metrics.ts';

/** Azure's side, each object with the Service that owns it. Empty while Azure is not loaded. */
export function reportLoadBalancers(analysis: Analysis): LoadBalancerReport[] {
  const services = [...analysis.services.values()].map((entry) => entry.model);
  const owners = new Map(services.map((service) => [service.base, refOf(service)]));
  const driftOf = driftByBalancer(services, analysis);
  return (analysis.snapshot.azure.loadBalancers ?? []).map((balancer) => ({
    name: balancer.name,
    internal: isInternal(balancer.name),
    frontends: frontendRows(balancer, analysis, owners),
    rules: ruleRows(balancer, owners),
    probes: probeRows(balancer),
    pools: poolRows(balancer, analysis),
    orphans: [...(analysis.orphans.get(balancer.name) ?? [])],
    drift: driftOf.get(balancer.name) ?? [],
    metrics: reportMetrics(balancer, analysis.model),
    limits: [...limitsOf(balancer, analysis.model)],
  }));
}

function refOf({ service }: ServiceModel): ServiceRef {
  return { namespace: service.namespace, name: service.name };
}

function driftByBalancer(
  services: readonly ServiceModel[],
  analysis: Analysis,
): Map<string, LoadBalancerReport['drift']> {
  const drifts = new Map<string, LoadBalancerReport['drift']>();
  for (const service of services) {
    if (isSettling(service.service, analysis.model)) continue;
    for (const drift of serviceDrift(service, analysis.model)) {
      const first = service.frontends.find((frontend) => frontend.placed !== null);
      const name = drift.loadBalancer ?? first?.placed?.loadBalancer.name ?? '';
      drifts.set(name, [...(drifts.get(name) ?? []), drift]);
    }
  }
  return drifts;
}

type Owners = ReadonlyMap<string, ServiceRef>;

function frontendRows(balancer: LoadBalancer, analysis: Analysis, owners: Owners): LoadBalancerReport['frontends'] {
  return balancer.frontends.map((frontend) => {
    const bases = balancer.rules
      .filter((rule) => rule.frontendId?.toLowerCase() === frontend.id.toLowerCase())
      .map((rule) => baseNameOf(rule.name));
    const found = new Map<string, ServiceRef>();
    for (const base of [baseNameOf(frontend.name), ...bases]) {
      const owner = base === null ? undefined : owners.get(base);
      if (owner) found.set(`${owner.namespace}/${owner.name}`, owner);
    }
    const publicIp = frontend.publicIPAddressId?.toLowerCase();
    return {
      name: frontend.name,
      ip: frontend.privateIPAddress ?? analysis.model.publicIps.get(publicIp ?? '')?.ipAddress ?? null,
      owners: [...found.values()],
      outbound: balancer.outboundRules.some((rule) =>
        rule.frontendIds.some((id) => id.toLowerCase() === frontend.id.toLowerCase()),
      ),
    };
  });
}

function ruleRows(balancer: LoadBalancer, owners: Owners): LoadBalancerReport['rules'] {
  return balancer.rules.map((rule) => ({
    name: rule.name,
    protocol: rule.protocol,
    frontend: rule.frontendId === null ? null : armName(rule.frontendId),
    frontendPort: rule.frontendPort,
    backendPort: rule.backendPort,
    pool: rule.poolIds.map(armName)[0] ?? null,
    probe: rule.probeId === null ? null : armName(rule.probeId),
    owner: owners.get(baseNameOf(rule.name) ?? '') ?? null,
  }));
}

function probeRows(balancer: LoadBalancer): LoadBalancerReport['probes'] {
  return balancer.probes.map((probe) => {
    const { name, protocol, port, path, intervalSeconds, threshold } = actualProbe(probe);
    const rules = balancer.rules.filter((rule) => rule.probeId?.toLowerCase() === probe.id.toLowerCase()).length;
    return { name, protocol, port, path, intervalSeconds, threshold, rules };
  });
}

function poolRows(balancer: LoadBalancer, analysis: Analysis): LoadBalancerReport['pools'] {
  return balancer.pools.map((pool) => {
    const model = analysis.model.pools.get(pool.id.toLowerCase());
    const used = balancer.rules.some((rule) => rule.poolIds.some((id) => id.toLowerCase() === pool.id.toLowerCase()));
    const outbound = balancer.outboundRules.some((rule) => rule.poolId?.toLowerCase() === pool.id.toLowerCase());
    return {
      name: pool.name,
      members: (model?.members.length ?? 0) + (model?.ghosts.length ?? 0),
      nodes: [...(model?.members ?? [])],
      unknownMembers: model?.ghosts.map((node) => node.name) ?? [],
      outbound: outbound && !used,
    };
  });
}
