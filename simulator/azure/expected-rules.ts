import type { Family } from '../control-plane/desired-endpoints.ts';
import type { WorldSettings } from '../kernel/settings.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import { annotationOf, isInternal, isPortSet, isSet } from './annotations.ts';
import type { Probe, Rule, RuleProtocol } from './cloud.ts';
import { healthPortProbe, portProbe, SyncError, sharedProbe } from './expected-probes.ts';
import { localPoolName, poolName, ruleName } from './names.ts';

export interface ExpectedRules {
  readonly rules: readonly Rule[];
  readonly probes: readonly Probe[];
}

const AZURE_PROTOCOL: Readonly<Record<ServicePort['protocol'], RuleProtocol>> = { TCP: 'Tcp', UDP: 'Udp', SCTP: 'All' };

function idleMinutes(service: Service): number {
  const text = annotationOf(service, 'azure-load-balancer-tcp-idle-timeout');
  if (text === undefined) return 4;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 4 || value > 100)
    throw new SyncError(`error parsing idle timeout value ${text}: it must be a whole number from 4 to 100`);
  return value;
}

/** The pool a Service's rules send to: the cluster's, or its own when it is Local and there are several load balancers. */
export const poolOfService = (settings: WorldSettings, service: Service, family: Family): string =>
  settings.loadBalancers.length > 0 && service.spec.externalTrafficPolicy === 'Local'
    ? localPoolName(service, family)
    : poolName(family);

function ruleFor(settings: WorldSettings, service: Service, port: ServicePort, family: Family, frontend: string): Rule {
  if (port.protocol === 'SCTP' && !isInternal(service))
    throw new SyncError('SCTP is not supported on a public standard load balancer, only on an internal one');
  const noFloating =
    isSet(service, 'azure-disable-load-balancer-floating-ip') || (isInternal(service) && family === 'IPv6');
  return {
    name: ruleName(service, port.protocol, port.port, family),
    protocol: AZURE_PROTOCOL[port.protocol],
    frontend,
    frontendPort: port.port,
    backendPort: noFloating ? (port.nodePort ?? 0) : port.port,
    pool: poolOfService(settings, service, family),
    probe: null,
    floatingIP: !noFloating,
    tcpReset: port.protocol === 'TCP' && !isSet(service, 'azure-load-balancer-disable-tcp-reset'),
    idleMinutes: idleMinutes(service),
    loadDistribution: service.spec.sessionAffinity === 'ClientIP' ? 'SourceIP' : 'Default',
    disableOutboundSnat: settings.disableOutboundSnat,
  };
}

/** One rule for every port and protocol of an internal frontend, named after the first port. */
function highAvailabilityRule(rule: Rule, service: Service, family: Family, common: Probe | null): ExpectedRules {
  const first = service.spec.ports
    .map((port) => portProbe(service, port, family, false))
    .find((probe) => probe !== null);
  const probe = common ?? (first === undefined ? null : { ...first, name: rule.name });
  const all: Rule = {
    ...rule,
    protocol: 'All',
    frontendPort: 0,
    backendPort: 0,
    floatingIP: true,
    probe: probe?.name ?? null,
  };
  return { rules: [all], probes: probe === null ? [] : [probe] };
}

/** The rules and probes the cloud controller makes of a Service in one family. Throws a SyncError for what it refuses. */
export function expectedRules(
  settings: WorldSettings,
  service: Service,
  family: Family,
  frontend: string,
): ExpectedRules {
  const own = healthPortProbe(service, family);
  const isShared = settings.healthProbeMode === 'shared' && service.spec.externalTrafficPolicy !== 'Local';
  const common = isShared ? sharedProbe(settings) : own;
  const first = service.spec.ports[0];
  if (first === undefined) return { rules: [], probes: [] };
  if (isInternal(service) && isSet(service, 'azure-load-balancer-enable-high-availability-ports'))
    return highAvailabilityRule(ruleFor(settings, service, first, family, frontend), service, family, common);
  const rules: Rule[] = [];
  const probes = new Map<string, Probe>();
  for (const port of service.spec.ports) {
    if (isPortSet(service, port, 'no_lb_rule')) continue;
    const rule = ruleFor(settings, service, port, family, frontend);
    const probed = !isPortSet(service, port, 'no_probe_rule');
    const single = isShared ? null : portProbe(service, port, family, common !== null);
    const probe = probed ? (single ?? common) : null;
    rules.push({ ...rule, probe: probe?.name ?? null });
    if (probe !== null) probes.set(probe.name, probe);
  }
  return { rules, probes: [...probes.values()] };
}
