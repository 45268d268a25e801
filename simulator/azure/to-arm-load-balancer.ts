import type { World } from '../kernel/world.ts';
import { answersPackets } from '../machines/machine.ts';
import {
  DEFAULT_SUBNET,
  ipConfigurationId,
  loadBalancerId,
  lowerGroup,
  publicIpId,
  subnetId,
  virtualNetworkId,
} from './arm-ids.ts';
import type { BackendPool, Frontend, LoadBalancer, PoolMember, Probe, Rule } from './cloud.ts';
import { etagOf } from './etag.ts';
import { CLUSTER_NAME, OUTBOUND_POOL, OUTBOUND_RULE } from './names.ts';

interface Context {
  readonly world: World;
  readonly lb: LoadBalancer;
  readonly etag: string;
}

type Collection =
  | 'backendAddressPools'
  | 'frontendIPConfigurations'
  | 'loadBalancingRules'
  | 'probes'
  | 'outboundRules';

const idOf = ({ world, lb }: Context, collection: Collection, name: string): string =>
  `${loadBalancerId(world.settings, lb.name)}/${collection}/${name}`;

const part = (context: Context, collection: Collection, name: string, properties: object) => ({
  etag: context.etag,
  id: idOf(context, collection, name),
  name,
  properties: { provisioningState: context.lb.provisioningState, ...properties },
  type: `Microsoft.Network/loadBalancers/${collection}`,
});

/** References from rules, as their writer, the cloud controller, spells them. */
const reference = (context: Context, collection: Collection, name: string) => ({
  id: lowerGroup(idOf(context, collection, name)),
});

const present = (key: string, items: readonly unknown[]) => (items.length === 0 ? {} : { [key]: items });

const rulesWith = (context: Context, isMeant: (rule: Rule) => boolean) =>
  present(
    'loadBalancingRules',
    context.lb.rules.filter(isMeant).map((rule) => ({ id: idOf(context, 'loadBalancingRules', rule.name) })),
  );

const outboundOf = (context: Context, isMeant: boolean) =>
  isMeant ? { outboundRules: [{ id: idOf(context, 'outboundRules', OUTBOUND_RULE) }] } : {};

function frontendToArm(context: Context, frontend: Frontend) {
  const { world, lb } = context;
  const address =
    frontend.publicIp === null
      ? {
          privateIPAddress: frontend.privateIp,
          privateIPAddressVersion: frontend.family,
          subnet: {
            id: subnetId(world.settings, frontend.subnet ?? DEFAULT_SUBNET),
            ...(frontend.subnet === DEFAULT_SUBNET ? {} : { name: frontend.subnet }),
          },
        }
      : { publicIPAddress: { id: publicIpId(world.settings, frontend.publicIp) } };
  return {
    ...part(context, 'frontendIPConfigurations', frontend.name, {
      privateIPAllocationMethod: frontend.isPinned ? 'Static' : 'Dynamic',
      ...address,
      ...rulesWith(context, (rule) => rule.frontend === frontend.name),
      ...outboundOf(context, lb.outbound?.frontend === frontend.name),
    }),
    ...(frontend.publicIp === null ? { zones: ['1', '2', '3'] } : {}),
  };
}

const adminOf = (member: PoolMember) => (member.adminState === 'None' ? {} : { adminState: member.adminState });

const nicAddress = (nic: string, member: PoolMember) => {
  const [, group = '', scaleSet = '', instance = ''] =
    /resourceGroups\/([^/]+)\/.*virtualMachineScaleSets\/([^/]+)\/virtualMachines\/([^/]+)/.exec(nic) ?? [];
  const name = `${group}_${scaleSet}${nic.split('/').at(-1)}_${instance}`;
  return { name, properties: { networkInterfaceIPConfiguration: { id: nic }, ...adminOf(member) } };
};

function poolToArm(context: Context, pool: BackendPool) {
  const nics = pool.members.flatMap((member) => (member.nic === null ? [] : [{ nic: member.nic, member }]));
  const addresses =
    pool.kind === 'nic'
      ? nics.map(({ nic, member }) => nicAddress(nic, member))
      : pool.members.map((member) => ({
          name: member.nodeName,
          properties: { ipAddress: member.ip, ...adminOf(member) },
        }));
  const network = pool.kind === 'ip' ? { virtualNetwork: { id: virtualNetworkId(context.world.settings) } } : {};
  return part(context, 'backendAddressPools', pool.name, {
    loadBalancerBackendAddresses: addresses,
    ...network,
    ...rulesWith(context, (rule) => rule.pool === pool.name),
    ...outboundOf(context, context.lb.outbound?.pool === pool.name),
    ...(pool.kind === 'nic' ? { backendIPConfigurations: nics.map(({ nic }) => ({ id: nic })) } : {}),
  });
}

/** The outbound pool is AKS's own: every machine that exists is in it, whatever the cloud controller thinks of it. */
function withOutboundMembers(world: World, pool: BackendPool): BackendPool {
  if (pool.name !== OUTBOUND_POOL) return pool;
  const machines = [...world.machines.values()].filter(
    (machine) => answersPackets(machine) || machine.power !== 'gone',
  );
  const members = machines.map((machine): PoolMember => {
    const nic = ipConfigurationId(world.settings, machine, 'ipconfig1');
    return { nodeName: machine.nodeName, nic, ip: machine.ip, adminState: 'None' };
  });
  return { ...pool, members };
}

const ruleToArm = (context: Context, rule: Rule) =>
  part(context, 'loadBalancingRules', rule.name, {
    backendAddressPool: reference(context, 'backendAddressPools', rule.pool),
    backendAddressPools: [reference(context, 'backendAddressPools', rule.pool)],
    backendPort: rule.backendPort,
    disableOutboundSnat: rule.disableOutboundSnat,
    enableFloatingIP: rule.floatingIP,
    enableTcpReset: rule.tcpReset,
    frontendIPConfiguration: reference(context, 'frontendIPConfigurations', rule.frontend),
    frontendPort: rule.frontendPort,
    idleTimeoutInMinutes: rule.idleMinutes,
    loadDistribution: rule.loadDistribution,
    ...(rule.probe === null ? {} : { probe: reference(context, 'probes', rule.probe) }),
    protocol: rule.protocol,
    allowBackendPortConflict: false,
    enableDestinationServiceEndpoint: false,
  });

const probeToArm = (context: Context, probe: Probe) =>
  part(context, 'probes', probe.name, {
    intervalInSeconds: probe.intervalSeconds,
    port: probe.port,
    probeThreshold: probe.threshold,
    protocol: probe.protocol,
    ...(probe.path === null ? {} : { requestPath: probe.path }),
    ...rulesWith(context, (rule) => rule.probe === probe.name),
    numberOfProbes: 1,
    noHealthyBackendsBehavior: probe.noHealthyBackends,
  });

function outboundToArm(context: Context) {
  const { outbound } = context.lb;
  if (outbound === null) return [];
  return [
    part(context, 'outboundRules', OUTBOUND_RULE, {
      allocatedOutboundPorts: 0,
      backendAddressPool: { id: idOf(context, 'backendAddressPools', outbound.pool) },
      enableTcpReset: true,
      frontendIPConfigurations: [{ id: idOf(context, 'frontendIPConfigurations', outbound.frontend) }],
      idleTimeoutInMinutes: 30,
      protocol: 'All',
    }),
  ];
}

/** A load balancer as ARM gives it. */
export function loadBalancerToArm(world: World, lb: LoadBalancer) {
  const context: Context = { world, lb, etag: etagOf(world, lb.guid, lb.version) };
  const { settings } = world;
  const tags = { 'aks-managed-cluster-name': settings.cluster, 'aks-managed-cluster-rg': settings.resourceGroup };
  return {
    etag: context.etag,
    id: loadBalancerId(settings, lb.name),
    location: settings.region,
    name: lb.name,
    ...(lb.name === CLUSTER_NAME ? { tags } : {}),
    sku: { name: 'Standard', tier: 'Regional' },
    properties: {
      backendAddressPools: lb.pools.map((pool) => poolToArm(context, withOutboundMembers(world, pool))),
      frontendIPConfigurations: lb.frontends.map((frontend) => frontendToArm(context, frontend)),
      inboundNatPools: [],
      inboundNatRules: [],
      loadBalancingRules: lb.rules.map((rule) => ruleToArm(context, rule)),
      outboundRules: outboundToArm(context),
      probes: lb.probes.map((probe) => probeToArm(context, probe)),
      provisioningState: lb.provisioningState,
      resourceGuid: lb.guid,
    },
    type: 'Microsoft.Network/loadBalancers',
  };
}
