import type { IpFamily, Service, ServicePort } from '../../snapshot/service.ts';
import { annotation, isInternalService, isPortTrue, isTrue } from './annotations.ts';
import type { CloudConfig } from './cloud-config.ts';
import { expectedFrontendName, expectedPoolName, expectedRuleName } from './expected-names.ts';
import { type ExpectedProbe, type InvalidSetting, portProbe, serviceProbe } from './expected-probe.ts';

/** A rule as the cloud controller would write it. */
export interface ExpectedRule {
  readonly name: string;
  readonly family: IpFamily;
  /** The Service ports it serves: one, or all for a high-availability rule. */
  readonly ports: readonly ServicePort[];
  readonly protocol: 'Tcp' | 'Udp' | 'All';
  readonly frontendPort: number;
  readonly backendPort: number;
  readonly enableFloatingIP: boolean;
  /** Null: the controller does not care. */
  readonly enableTcpReset: boolean | null;
  readonly idleTimeoutMinutes: number;
  readonly loadDistribution: 'Default' | 'SourceIP';
  readonly disableOutboundSnat: boolean | null;
  readonly frontendName: string;
  readonly poolName: string;
  readonly probe: ExpectedProbe | null;
}

/** `ignored`: the controller leaves the Service alone. `invalid`: it refuses the Service and makes nothing. */
export type ExpectedState =
  | { readonly kind: 'rules'; readonly rules: readonly ExpectedRule[] }
  | { readonly kind: 'ignored'; readonly because: string }
  | { readonly kind: 'invalid'; readonly error: InvalidSetting };

/**
 * What the Azure cloud controller makes of a Service, for all its address families.
 * docs/model.md "Expected Azure state"; checked against the recordings of a real controller.
 */
export function expectedState(service: Service, config: CloudConfig): ExpectedState {
  if (service.loadBalancerClass !== null) {
    return { kind: 'ignored', because: `loadBalancerClass is ${service.loadBalancerClass}` };
  }
  const rules: ExpectedRule[] = [];
  for (const family of service.ipFamilies) {
    const ofFamily = rulesOfFamily(service, family, config);
    if (ofFamily.kind !== 'rules') return ofFamily;
    rules.push(...ofFamily.rules);
  }
  return { kind: 'rules', rules };
}

function rulesOfFamily(service: Service, family: IpFamily, config: CloudConfig): ExpectedState {
  const idle = idleTimeout(service);
  if (idle === null) return invalid('azure-load-balancer-tcp-idle-timeout', 'must be a whole number from 4 to 100');
  const sctp = service.ports.find((port) => port.protocol === 'SCTP');
  if (sctp && !isInternalService(service)) {
    return invalid('azure-load-balancer-internal', 'SCTP is possible on an internal load balancer only');
  }
  const common = serviceProbe(service, family, config);
  if (!common.ok) return { kind: 'invalid', error: common.error };
  if (isInternalService(service) && isTrue(service, 'azure-load-balancer-enable-high-availability-ports')) {
    return highAvailabilityRule(service, family, config, common.probe, idle);
  }
  const rules: ExpectedRule[] = [];
  for (const port of service.ports) {
    if (isPortTrue(service, port.port, 'no_lb_rule')) continue;
    const answer = portProbe(service, family, port, common.probe);
    if (!answer.ok) return { kind: 'invalid', error: answer.error };
    const probe = isPortTrue(service, port.port, 'no_probe_rule') ? null : answer.probe;
    rules.push(portRule(service, family, port, config, probe, idle));
  }
  return rules.some(isWithoutPort) ? WITHOUT_PORT : { kind: 'rules', rules };
}

/** ARM refuses port 0, which is what a Service without node ports asks for. A rule for all ports is another thing. */
function isWithoutPort({ backendPort, frontendPort, probe }: ExpectedRule): boolean {
  return probe?.port === 0 || (backendPort === 0 && frontendPort !== 0);
}

const WITHOUT_PORT = invalid('allocateLoadBalancerNodePorts', 'there is no node port that a probe or a rule could use');

function portRule(
  service: Service,
  family: IpFamily,
  port: ServicePort,
  config: CloudConfig,
  probe: ExpectedProbe | null,
  idleTimeoutMinutes: number,
): ExpectedRule {
  const viaNodePort =
    isTrue(service, 'azure-disable-load-balancer-floating-ip') || (isInternalService(service) && family === 'IPv6');
  return {
    ...commonProperties(service, family, config, idleTimeoutMinutes),
    name: expectedRuleName(service, family, port.protocol, port.port),
    ports: [port],
    protocol: RULE_PROTOCOL[port.protocol],
    frontendPort: port.port,
    backendPort: viaNodePort ? port.nodePort : port.port,
    enableFloatingIP: !viaNodePort,
    enableTcpReset: port.protocol === 'TCP' ? !isTrue(service, 'azure-load-balancer-disable-tcp-reset') : null,
    probe,
  };
}

const RULE_PROTOCOL = { TCP: 'Tcp', UDP: 'Udp', SCTP: 'All' } as const;

/** One rule for every port and protocol; only internal load balancers have it. */
function highAvailabilityRule(
  service: Service,
  family: IpFamily,
  config: CloudConfig,
  common: ExpectedProbe | null,
  idleTimeoutMinutes: number,
): ExpectedState {
  const first = service.ports[0];
  if (!first) return { kind: 'rules', rules: [] };
  const name = expectedRuleName(service, family, first.protocol, first.port);
  let probe = common;
  for (const port of probe === null ? service.ports : []) {
    const answer = portProbe(service, family, port, null);
    if (!answer.ok) return { kind: 'invalid', error: answer.error };
    if (answer.probe !== null) {
      probe = { ...answer.probe, name };
      break;
    }
  }
  const rule: ExpectedRule = {
    ...commonProperties(service, family, config, idleTimeoutMinutes),
    name,
    ports: service.ports,
    protocol: 'All',
    frontendPort: 0,
    backendPort: 0,
    enableFloatingIP: true,
    enableTcpReset: null,
    probe,
  };
  return isWithoutPort(rule) ? WITHOUT_PORT : { kind: 'rules', rules: [rule] };
}

function commonProperties(service: Service, family: IpFamily, config: CloudConfig, idleTimeoutMinutes: number) {
  return {
    family,
    idleTimeoutMinutes,
    loadDistribution: service.sessionAffinity === 'ClientIP' ? ('SourceIP' as const) : ('Default' as const),
    disableOutboundSnat: config.disableOutboundSnat,
    frontendName: expectedFrontendName(service, family),
    poolName: expectedPoolName(service, family, config),
  };
}

function idleTimeout(service: Service): number | null {
  const text = annotation(service, 'azure-load-balancer-tcp-idle-timeout');
  if (text === null) return 4;
  const minutes = Number(text);
  return /^\d+$/.test(text.trim()) && minutes >= 4 && minutes <= 100 ? minutes : null;
}

function invalid(name: string, message: string): ExpectedState {
  return { kind: 'invalid', error: { annotation: name, message } };
}
