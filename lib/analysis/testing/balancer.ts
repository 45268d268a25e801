import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import type { LoadBalancer, LoadBalancingRule, Probe } from '../../snapshot/load-balancer.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { cloudConfig } from '../azure/cloud-config.ts';
import type { ExpectedProbe } from '../azure/expected-probe.ts';
import { type ExpectedRule, expectedState } from '../azure/expected-state.ts';

export const GROUP = '/subscriptions/s1/resourceGroups/MC_rg_test_westeurope/providers/Microsoft.Network';
const ID = `${GROUP}/loadBalancers/kubernetes`;

/** The load balancer that the cloud controller would make of these Services and nodes. */
export function testBalancer(
  services: readonly Service[],
  nodes: readonly ClusterNode[],
  empty: Snapshot,
): LoadBalancer {
  const shell: LoadBalancer = {
    id: ID,
    name: 'kubernetes',
    resourceGroup: 'MC_rg_test_westeurope',
    location: 'westeurope',
    sku: 'Standard',
    etag: null,
    provisioningState: 'Succeeded',
    frontends: [],
    pools: [poolOf(nodes)],
    rules: [],
    probes: [],
    outboundRules: [{ name: 'aksOutboundRule', poolId: null, frontendIds: [], portsPerMember: null }],
  };
  const config = cloudConfig({ ...empty, azure: { ...empty.azure, loadBalancers: [shell] } });
  const made = services.flatMap((service) => {
    const state = expectedState(service, config);
    return state.kind === 'rules' ? state.rules.map((rule) => ({ service, rule })) : [];
  });
  return {
    ...shell,
    frontends: made.map(({ service, rule }) => ({
      id: `${ID}/frontendIPConfigurations/${rule.frontendName}`,
      name: rule.frontendName,
      privateIPAddress: null,
      privateIPFamily: null,
      publicIPAddressId: `${GROUP}/publicIPAddresses/kubernetes-${service.name}`,
      subnetId: null,
      zones: [],
    })),
    rules: made.map(({ rule }) => ruleOf(rule)),
    probes: made.flatMap(({ rule }) => (rule.probe === null ? [] : [probeOf(rule.probe)])),
  };
}

function poolOf(nodes: readonly ClusterNode[]): LoadBalancer['pools'][number] {
  return {
    id: `${ID}/backendAddressPools/kubernetes`,
    name: 'kubernetes',
    provisioningState: 'Succeeded',
    members: nodes.map((node) => ({
      kind: 'nic',
      ipConfigurationId: `${node.providerId?.slice('azure://'.length)}/networkInterfaces/nic/ipConfigurations/ipconfig1`,
      adminState: null,
    })),
  };
}

function ruleOf(rule: ExpectedRule): LoadBalancingRule {
  return {
    id: `${ID}/loadBalancingRules/${rule.name}`,
    name: rule.name,
    protocol: rule.protocol,
    frontendPort: rule.frontendPort,
    backendPort: rule.backendPort,
    frontendId: `${ID}/frontendIPConfigurations/${rule.frontendName}`,
    poolIds: [`${ID}/backendAddressPools/${rule.poolName}`],
    probeId: rule.probe === null ? null : `${ID}/probes/${rule.probe.name}`,
    enableFloatingIP: rule.enableFloatingIP,
    enableTcpReset: rule.enableTcpReset ?? false,
    idleTimeoutMinutes: rule.idleTimeoutMinutes,
    loadDistribution: rule.loadDistribution,
    disableOutboundSnat: rule.disableOutboundSnat ?? false,
    provisioningState: 'Succeeded',
  };
}

function probeOf(probe: ExpectedProbe): Probe {
  return {
    id: `${ID}/probes/${probe.name}`,
    name: probe.name,
    protocol: probe.protocol,
    port: probe.port,
    requestPath: probe.path,
    intervalSeconds: probe.intervalSeconds,
    probeThreshold: probe.threshold,
    numberOfProbes: 1,
    noHealthyBackendsBehavior: null,
  };
}
