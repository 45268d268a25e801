import type { BackendPool, Frontend, LoadBalancer, LoadBalancingRule, Probe } from '../load-balancer.ts';
import type { WireObject } from './wire-object.ts';

/** A reference to another ARM object; undefined: none. */
function reference(id: string | null): WireObject | undefined {
  return id === null ? undefined : { id };
}

const references = (ids: readonly string[]) => ids.map((id) => ({ id }));

function encodeFrontend(frontend: Frontend): WireObject {
  return {
    id: frontend.id,
    name: frontend.name,
    zones: frontend.zones,
    properties: {
      privateIPAddress: frontend.privateIPAddress ?? undefined,
      privateIPAddressVersion: frontend.privateIPFamily ?? undefined,
      publicIPAddress: reference(frontend.publicIPAddressId),
      subnet: reference(frontend.subnetId),
    },
  };
}

/** NIC members are listed as ipConfigurations, and again as addresses where an admin state says more of them. */
function encodePool(pool: BackendPool): WireObject {
  const nics = pool.members.filter((member) => member.kind === 'nic');
  const steered = nics.filter((member) => member.adminState !== null);
  const addresses = [
    ...steered.map(({ ipConfigurationId, adminState }) => ({
      properties: { networkInterfaceIPConfiguration: { id: ipConfigurationId }, adminState },
    })),
    ...pool.members
      .filter((member) => member.kind === 'ip')
      .map(({ name, ipAddress, adminState }) => ({
        name,
        properties: { ipAddress, adminState: adminState ?? undefined },
      })),
  ];
  return {
    id: pool.id,
    name: pool.name,
    properties: {
      provisioningState: pool.provisioningState ?? undefined,
      backendIPConfigurations: references(nics.map((member) => member.ipConfigurationId)),
      loadBalancerBackendAddresses: addresses,
    },
  };
}

function encodeRule(rule: LoadBalancingRule): WireObject {
  return {
    id: rule.id,
    name: rule.name,
    properties: {
      protocol: rule.protocol,
      frontendPort: rule.frontendPort,
      backendPort: rule.backendPort,
      frontendIPConfiguration: reference(rule.frontendId),
      backendAddressPool: reference(rule.poolIds[0] ?? null),
      backendAddressPools: references(rule.poolIds),
      probe: reference(rule.probeId),
      enableFloatingIP: rule.enableFloatingIP,
      enableTcpReset: rule.enableTcpReset,
      idleTimeoutInMinutes: rule.idleTimeoutMinutes,
      loadDistribution: rule.loadDistribution,
      disableOutboundSnat: rule.disableOutboundSnat,
      provisioningState: rule.provisioningState ?? undefined,
    },
  };
}

function encodeProbe(probe: Probe): WireObject {
  return {
    id: probe.id,
    name: probe.name,
    properties: {
      protocol: probe.protocol,
      port: probe.port,
      requestPath: probe.requestPath ?? undefined,
      intervalInSeconds: probe.intervalSeconds,
      probeThreshold: probe.probeThreshold ?? undefined,
      numberOfProbes: probe.numberOfProbes ?? undefined,
      noHealthyBackendsBehavior: probe.noHealthyBackendsBehavior ?? undefined,
    },
  };
}

export function encodeLoadBalancer(loadBalancer: LoadBalancer): WireObject {
  return {
    id: loadBalancer.id,
    name: loadBalancer.name,
    type: 'Microsoft.Network/loadBalancers',
    location: loadBalancer.location ?? undefined,
    sku: loadBalancer.sku === null ? undefined : { name: loadBalancer.sku },
    etag: loadBalancer.etag ?? undefined,
    properties: {
      provisioningState: loadBalancer.provisioningState ?? undefined,
      frontendIPConfigurations: loadBalancer.frontends.map(encodeFrontend),
      backendAddressPools: loadBalancer.pools.map(encodePool),
      loadBalancingRules: loadBalancer.rules.map(encodeRule),
      probes: loadBalancer.probes.map(encodeProbe),
      outboundRules: loadBalancer.outboundRules.map(({ name, poolId, frontendIds, portsPerMember }) => ({
        name,
        properties: {
          backendAddressPool: reference(poolId),
          frontendIPConfigurations: references(frontendIds),
          allocatedOutboundPorts: portsPerMember ?? undefined,
        },
      })),
    },
  };
}
