import type { ArmFrontend, ArmProbe, ArmRule } from '../wire/arm-objects.ts';
import type { WireService, WireServicePort } from '../wire/kubernetes-objects.ts';
import { ETAG, networkId, networkReference } from './arm-ids.ts';

/** How the cloud controller of a generated cluster is set up. */
export type ProbeMode = 'servicenodeport' | 'shared';

export interface ControllerOutput {
  readonly frontend: ArmFrontend;
  readonly rules: readonly ArmRule[];
  /** The shared probe is not among them: it belongs to the load balancer. */
  readonly probes: readonly ArmProbe[];
}

export const SHARED_PROBE = 'cluster-service-shared-health-probe';
const NO_PROBE = 'service.beta.kubernetes.io/port_PORT_no_probe_rule';

/** What the cloud controller makes of one Service on the load balancer; written apart from lib/analysis, on purpose. */
export function controllerOutput(
  service: WireService,
  loadBalancer: string,
  mode: ProbeMode,
  address: Pick<
    ArmFrontend['properties'],
    'privateIPAddress' | 'privateIPAddressVersion' | 'subnet' | 'publicIPAddress'
  >,
): ControllerOutput {
  const base = `a${service.metadata.uid.replaceAll('-', '')}`.slice(0, 32);
  const path = `loadBalancers/${loadBalancer}`;
  const probes = new Map<string, ArmProbe>();
  const rules = service.spec.ports.map((port) => {
    const name = `${base}-${port.protocol}-${port.port}`;
    const probe = probeOf(service, port, base, mode);
    if (probe !== null && probe.name !== SHARED_PROBE) {
      const known = probes.get(probe.name)?.properties.loadBalancingRules ?? [];
      probes.set(
        probe.name,
        armProbe(loadBalancer, probe, [...known, { id: networkId(`${path}/loadBalancingRules/${name}`) }]),
      );
    }
    return armRule(service, port, name, base, path, probe?.name ?? null);
  });
  const frontend: ArmFrontend = {
    id: networkId(`${path}/frontendIPConfigurations/${base}`),
    name: base,
    type: 'Microsoft.Network/loadBalancers/frontendIPConfigurations',
    etag: ETAG,
    properties: {
      provisioningState: 'Succeeded',
      privateIPAllocationMethod: 'Dynamic',
      ...address,
      loadBalancingRules: rules.map((rule) => ({ id: rule.id })),
    },
  };
  return { frontend, rules, probes: [...probes.values()] };
}

export interface ProbePlan {
  readonly name: string;
  readonly protocol: 'Tcp' | 'Http';
  readonly port: number;
  readonly path: string | null;
}

export const sharedProbePlan: ProbePlan = { name: SHARED_PROBE, protocol: 'Http', port: 10_256, path: '/healthz' };

function probeOf(service: WireService, port: WireServicePort, base: string, mode: ProbeMode): ProbePlan | null {
  const annotations = service.metadata.annotations ?? {};
  if (annotations[NO_PROBE.replace('PORT', String(port.port))] === 'true') return null;
  const healthCheckPort = service.spec.healthCheckNodePort;
  if (service.spec.externalTrafficPolicy === 'Local' && healthCheckPort !== undefined) {
    return { name: `${base}-TCP-${healthCheckPort}`, protocol: 'Http', port: healthCheckPort, path: '/healthz' };
  }
  if (mode === 'shared') return sharedProbePlan;
  if (port.protocol === 'UDP') return null;
  return { name: `${base}-TCP-${port.port}`, protocol: 'Tcp', port: port.nodePort, path: null };
}

export function armProbe(loadBalancer: string, plan: ProbePlan, rules: readonly { readonly id: string }[]): ArmProbe {
  return {
    id: networkId(`loadBalancers/${loadBalancer}/probes/${plan.name}`),
    name: plan.name,
    type: 'Microsoft.Network/loadBalancers/probes',
    etag: ETAG,
    properties: {
      provisioningState: 'Succeeded',
      protocol: plan.protocol,
      port: plan.port,
      ...(plan.path === null ? {} : { requestPath: plan.path }),
      intervalInSeconds: 5,
      probeThreshold: 2,
      numberOfProbes: 1,
      noHealthyBackendsBehavior: 'AllProbedDown',
      loadBalancingRules: rules,
    },
  };
}

function armRule(
  service: WireService,
  port: WireServicePort,
  name: string,
  base: string,
  path: string,
  probe: string | null,
): ArmRule {
  const pool = { id: networkReference(`${path}/backendAddressPools/kubernetes`) };
  return {
    id: networkId(`${path}/loadBalancingRules/${name}`),
    name,
    type: 'Microsoft.Network/loadBalancers/loadBalancingRules',
    etag: ETAG,
    properties: {
      provisioningState: 'Succeeded',
      protocol: port.protocol === 'UDP' ? 'Udp' : 'Tcp',
      frontendPort: port.port,
      backendPort: port.port,
      enableFloatingIP: true,
      enableTcpReset: port.protocol === 'TCP',
      idleTimeoutInMinutes: 4,
      loadDistribution: service.spec.sessionAffinity === 'ClientIP' ? 'SourceIP' : 'Default',
      disableOutboundSnat: true,
      frontendIPConfiguration: { id: networkReference(`${path}/frontendIPConfigurations/${base}`) },
      backendAddressPool: pool,
      backendAddressPools: [pool],
      ...(probe === null ? {} : { probe: { id: networkReference(`${path}/probes/${probe}`) } }),
    },
  };
}
