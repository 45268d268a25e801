import fc from 'fast-check';
import type { AzurePart } from '../../azure-part.ts';
import type { BackendPool, LoadBalancer, PoolMember } from '../../load-balancer.ts';
import { metricNames } from '../../load-balancer-metrics.ts';
import { loadBalancerBaseName } from '../../load-balancer-name.ts';
import type { ManagedCluster } from '../../managed-cluster.ts';
import type { NetworkSecurityGroup } from '../../network-security-group.ts';
import {
  anyText,
  count,
  family,
  instant,
  ipAddress,
  labels,
  maybe,
  nodeName,
  port,
  some,
  someDistinct,
  uid,
  word,
} from './arbitrary-fields.ts';

const GROUP = '/subscriptions/s/resourceGroups/MC_lab/providers';
const NETWORK = `${GROUP}/Microsoft.Network`;
const SETS = `${GROUP}/Microsoft.Compute/virtualMachineScaleSets`;

const provisioningState = maybe(fc.constantFrom('Succeeded', 'Failed', 'Updating'));
const adminState = maybe(fc.constantFrom('Up', 'Down'));
const baseName = uid.map(loadBalancerBaseName);
const ruleName = fc.tuple(baseName, fc.constantFrom(80, 443)).map(([base, number]) => `${base}-TCP-${number}`);
const setName = fc.constantFrom('aks-apps-22222222-vmss', 'aks-spot-33333333-vmss');
const vmId = fc.tuple(setName, count).map(([set, instance]) => `${SETS}/${set}/virtualMachines/${instance}`);
const nicId = vmId.map((id) => `${id}/networkInterfaces/nic`);
const ipConfigurationId = nicId.map((id) => `${id}/ipConfigurations/ipconfig1`);
const publicIpId = baseName.map((base) => `${NETWORK}/publicIPAddresses/kubernetes-${base}`);

function memberKey(member: PoolMember): string {
  return member.kind === 'nic' ? member.ipConfigurationId : member.ipAddress;
}

const nicMember: fc.Arbitrary<PoolMember> = fc.record({ kind: fc.constant('nic'), ipConfigurationId, adminState });
const ipMember: fc.Arbitrary<PoolMember> = fc.record({
  kind: fc.constant('ip'),
  ipAddress,
  name: nodeName,
  adminState,
});

const members = fc
  .tuple(someDistinct(nicMember, memberKey), someDistinct(ipMember, memberKey, 2))
  .map(([nics, addresses]) => [...nics, ...addresses]);

function partsOf(id: string) {
  const poolId = fc.constantFrom('kubernetes', 'kubernetes-IPv6').map((pool) => `${id}/backendAddressPools/${pool}`);
  const frontendId = baseName.map((base) => `${id}/frontendIPConfigurations/${base}`);
  const probeId = ruleName.map((rule) => `${id}/probes/${rule}`);
  const pool: fc.Arbitrary<BackendPool> = fc.record({
    id: poolId,
    name: fc.constantFrom('kubernetes', 'kubernetes-IPv6', 'aksOutboundBackendPool'),
    members,
    provisioningState,
  });
  const frontend = fc.record({
    id: frontendId,
    name: baseName,
    privateIPAddress: maybe(ipAddress),
    privateIPFamily: maybe(family),
    publicIPAddressId: maybe(publicIpId),
    subnetId: maybe(fc.constant(`${NETWORK}/virtualNetworks/v/subnets/a`)),
    zones: some(fc.constantFrom('1', '2', '3')),
  });
  return { poolId, frontendId, probeId, pool, frontend };
}

function rulesOf(id: string, parts: ReturnType<typeof partsOf>) {
  const rule = fc.record({
    id: ruleName.map((name) => `${id}/loadBalancingRules/${name}`),
    name: ruleName,
    protocol: fc.constantFrom('Tcp', 'Udp', 'All'),
    frontendPort: fc.oneof(fc.constant(0), port),
    backendPort: fc.oneof(fc.constant(0), port),
    frontendId: maybe(parts.frontendId),
    poolIds: someDistinct(parts.poolId, (poolId) => poolId, 2),
    probeId: maybe(parts.probeId),
    enableFloatingIP: fc.boolean(),
    enableTcpReset: fc.boolean(),
    idleTimeoutMinutes: count,
    loadDistribution: fc.constantFrom('Default', 'SourceIP'),
    disableOutboundSnat: fc.boolean(),
    provisioningState,
  });
  const probe = fc.record({
    id: parts.probeId,
    name: ruleName,
    protocol: fc.constantFrom('Tcp', 'Http', 'Https'),
    port: fc.oneof(fc.constant(0), port),
    requestPath: maybe(fc.constantFrom('/healthz', '/')),
    intervalSeconds: count,
    probeThreshold: maybe(count),
    numberOfProbes: maybe(count),
    noHealthyBackendsBehavior: maybe(fc.constantFrom('AllProbedDown', 'AllProbedUp')),
  });
  return { rule, probe };
}

function loadBalancer(name: string): fc.Arbitrary<LoadBalancer> {
  const id = `${NETWORK}/loadBalancers/${name}`;
  const parts = partsOf(id);
  const { rule, probe } = rulesOf(id, parts);
  return fc.record({
    id: fc.constant(id),
    name: fc.constant(name),
    resourceGroup: fc.constant('MC_lab'),
    location: maybe(fc.constant('westeurope')),
    sku: maybe(fc.constant('Standard')),
    etag: maybe(anyText),
    provisioningState,
    frontends: some(parts.frontend),
    pools: some(parts.pool),
    rules: some(rule, 4),
    probes: some(probe, 4),
    outboundRules: some(
      fc.record({
        name: fc.constant('aksOutboundRule'),
        poolId: maybe(parts.poolId),
        frontendIds: someDistinct(parts.frontendId, (frontendId) => frontendId, 2),
        portsPerMember: maybe(fc.constantFrom(0, 1024)),
      }),
      1,
    ),
  });
}

const prefixes = someDistinct(fc.constantFrom('*', 'Internet', '20.73.0.80', '10.0.0.0/8'), (prefix) => prefix);

const networkSecurityGroup: fc.Arbitrary<NetworkSecurityGroup> = fc.record({
  id: fc.constant(`${NETWORK}/networkSecurityGroups/aks-agentpool-nsg`),
  name: word,
  resourceGroup: fc.constant('MC_lab'),
  rules: some(
    fc.record({
      name: word,
      access: fc.constantFrom('Allow', 'Deny'),
      direction: fc.constantFrom('Inbound', 'Outbound'),
      priority: fc.integer({ min: 100, max: 4096 }),
      protocol: fc.constantFrom('Tcp', '*'),
      sources: prefixes,
      sourcePorts: prefixes,
      destinations: prefixes,
      destinationPorts: prefixes,
    }),
  ),
});

const managedCluster: fc.Arbitrary<ManagedCluster> = fc.record({
  id: maybe(
    fc.constant('/subscriptions/s/resourcegroups/lab-rg/providers/Microsoft.ContainerService/managedClusters/c'),
  ),
  name: word,
  location: maybe(fc.constant('westeurope')),
  nodeResourceGroup: maybe(fc.constant('MC_lab')),
  kubernetesVersion: maybe(fc.constant('1.36.2')),
  backendPoolType: maybe(fc.constantFrom('nodeipconfiguration', 'nodeip')),
  probeMode: maybe(fc.constantFrom('servicenodeport', 'shared')),
  multipleLoadBalancers: fc.boolean(),
  outboundType: maybe(fc.constantFrom('loadBalancer', 'userDefinedRouting')),
  networkDataplane: maybe(fc.constantFrom('azure', 'cilium')),
  kubeProxyEnabled: maybe(fc.boolean()),
  kubeProxyMode: maybe(fc.constantFrom('iptables', 'ipvs', 'nftables')),
  networkPolicy: maybe(fc.constantFrom('calico', 'none')),
});

const publicIPAddress = fc.record({
  id: publicIpId,
  name: baseName,
  resourceGroup: fc.constant('MC_lab'),
  ipAddress: maybe(ipAddress),
  family,
  sku: maybe(fc.constant('Standard')),
  dnsLabel: maybe(fc.constantFrom('shop', 'web')),
  fqdn: maybe(fc.constant('shop.westeurope.cloudapp.azure.com')),
  tags: labels,
  ipConfigurationId: maybe(ipConfigurationId),
  provisioningState,
});

const scaleSet = fc.record({
  id: setName.map((name) => `${SETS}/${name}`),
  name: setName,
  priority: maybe(fc.constantFrom('Spot', 'Regular')),
  evictionPolicy: maybe(fc.constantFrom('Delete', 'Deallocate')),
  poolName: maybe(fc.constantFrom('apps', 'spot')),
  capacity: maybe(count),
  provisioningState,
});

const scaleSetVm = fc.record({
  id: vmId,
  instanceId: count.map(String),
  computerName: maybe(nodeName),
  provisioningState,
  powerState: maybe(fc.constantFrom('running', 'deallocated', 'stopped')),
});

const networkInterface = fc.record({
  id: nicId,
  virtualMachineId: maybe(vmId),
  ipConfigurations: some(fc.record({ id: ipConfigurationId, privateIPAddress: maybe(ipAddress) }), 2),
  provisioningState,
});

const metricSeries = fc.record({
  metric: fc.constantFrom(...metricNames),
  frontendIP: maybe(ipAddress),
  frontendPort: maybe(fc.integer({ min: 0, max: 65_535 })),
  backendIP: maybe(ipAddress),
  startsAt: fc.nat(500_000).map((minute) => new Date(1_700_000_040_000 + minute * 60_000).toISOString()),
  values: fc.array(maybe(fc.integer({ min: 0, max: 1000 }).map((value) => value / 10)), { minLength: 1, maxLength: 5 }),
});

const metrics = fc.record({
  id: fc
    .constantFrom('kubernetes', 'kubernetes-internal', 'lb 2')
    .map((name) => `/subscriptions/s/loadBalancers/${name}`),
  observedAt: instant,
  series: some(metricSeries),
});

const byId = (object: { readonly id: string }): string => object.id;

const loadBalancers = fc
  .subarray(['kubernetes', 'kubernetes-internal'])
  .chain((names) => fc.tuple(...names.map(loadBalancer)));

export const azurePart: fc.Arbitrary<AzurePart> = fc.record({
  loadBalancers: maybe(loadBalancers),
  publicIPAddresses: maybe(someDistinct(publicIPAddress, byId)),
  networkSecurityGroups: maybe(some(networkSecurityGroup, 1)),
  scaleSets: maybe(someDistinct(scaleSet, byId)),
  scaleSetVms: maybe(someDistinct(scaleSetVm, byId)),
  networkInterfaces: maybe(someDistinct(networkInterface, byId)),
  loadBalancerMetrics: maybe(someDistinct(metrics, byId).map((all) => all.toSorted((a, b) => (a.id < b.id ? -1 : 1)))),
  managedCluster: maybe(managedCluster),
});
