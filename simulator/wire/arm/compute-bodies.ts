import {
  DEFAULT_SUBNET,
  ipConfigurationId,
  loadBalancerId,
  lowerGroup,
  machineId,
  nicId,
  scaleSetId,
  subnetId,
} from '../../azure/arm-ids.ts';
import type { PoolMember } from '../../azure/cloud.ts';
import { OUTBOUND_POOL } from '../../azure/names.ts';
import { hashString } from '../../kernel/seeded-random.ts';
import type { PoolSettings } from '../../kernel/settings.ts';
import type { World } from '../../kernel/world.ts';
import { scaleSetOf } from '../../machines/add-machine.ts';
import type { Machine } from '../../machines/machine.ts';

const clusterTags = (world: World) => ({
  'aks-managed-cluster-name': world.settings.cluster,
  'aks-managed-cluster-rg': world.settings.resourceGroup,
});

export const machinesOf = (world: World, scaleSet: string): Machine[] =>
  [...world.machines.values()].filter((machine) => machine.scaleSet === scaleSet && machine.power !== 'gone');

/** Lists of members are never changed in place, so each is indexed once: a page of a list is asked for many times. */
const indexes = new WeakMap<readonly PoolMember[], ReadonlySet<string>>();

function nicsOf(members: readonly PoolMember[]): ReadonlySet<string> {
  const known = indexes.get(members);
  if (known !== undefined) return known;
  const made = new Set(members.flatMap((member) => member.nic?.toLowerCase() ?? []));
  indexes.set(members, made);
  return made;
}

/** The pools a machine's NIC is in: the outbound pool of AKS, and those the cloud controller put it into. */
function poolsOf(world: World, machine: Machine) {
  const own = ipConfigurationId(world.settings, machine, 'ipconfig1').toLowerCase();
  const ids: { id: string }[] = [];
  for (const lb of world.cloud.loadBalancers.values())
    for (const pool of lb.pools) {
      const id = `${loadBalancerId(world.settings, lb.name)}/backendAddressPools/${pool.name}`;
      if (pool.name === OUTBOUND_POOL) ids.push({ id });
      else if (nicsOf(pool.members).has(own)) ids.push({ id: lowerGroup(id) });
    }
  return ids;
}

export function scaleSetToArm(world: World, pool: PoolSettings) {
  const { settings } = world;
  const name = scaleSetOf(world, pool.name);
  const machines = machinesOf(world, name);
  return {
    id: scaleSetId(settings, name),
    etag: `"${hashString(`${world.seed}/${name}`).toString(16).padStart(8, '0')}"`,
    name,
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    location: settings.region,
    ...(pool.zones.length === 0 ? {} : { zones: pool.zones }),
    sku: { name: pool.vmSize, tier: 'Standard', capacity: machines.length },
    tags: {
      ...clusterTags(world),
      'aks-managed-poolName': pool.name,
      'aks-managed-orchestrator': `Kubernetes:${settings.kubernetesVersion}`,
    },
    identity: { type: 'UserAssigned' },
    properties: {
      provisioningState: 'Succeeded',
      singlePlacementGroup: false,
      orchestrationMode: 'Uniform',
      overprovision: false,
      upgradePolicy: { mode: 'Manual' },
      platformFaultDomainCount: 1,
      timeCreated: '2026-01-01T00:00:00+00:00',
      virtualMachineProfile: {
        osProfile: { computerNamePrefix: name, adminUsername: 'azureuser' },
        priority: pool.spot ? 'Spot' : 'Regular',
        ...(pool.spot ? { evictionPolicy: pool.evictionPolicy, billingProfile: { maxPrice: -1 } } : {}),
      },
    },
  };
}

/** The compute provider writes strong etags. */
const strongEtag = (world: World, machine: Machine): string =>
  `"${hashString(`${world.seed}/${machine.vmId}`).toString(16).padStart(8, '0')}"`;

const macOf = (machine: Machine): string =>
  `00-22-48-${hashString(machine.vmId)
    .toString(16)
    .padStart(8, '0')
    .slice(0, 6)
    .toUpperCase()
    .replace(/(..)(?=.)/g, '$1-')}`;

const POWER = { running: 'running', hung: 'running', deallocated: 'deallocated', gone: 'deallocated' } as const;

export const instanceView = (machine: Machine) => ({
  statuses: [
    { code: 'ProvisioningState/succeeded', level: 'Info' },
    { code: `PowerState/${POWER[machine.power]}`, level: 'Info', displayStatus: `VM ${POWER[machine.power]}` },
  ],
});

export function machineToArm(world: World, machine: Machine, withInstanceView: boolean) {
  const { settings } = world;
  const size = settings.pools.find((pool) => pool.name === machine.pool)?.vmSize ?? '';
  return {
    id: machineId(settings, machine),
    name: `${machine.scaleSet}_${machine.instanceId}`,
    instanceId: `${machine.instanceId}`,
    etag: strongEtag(world, machine),
    type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
    location: settings.region,
    ...(machine.zone === null ? {} : { zones: [machine.zone] }),
    sku: { name: size, tier: 'Standard' },
    tags: clusterTags(world),
    properties: {
      latestModelApplied: true,
      provisioningState: 'Succeeded',
      vmId: machine.vmId,
      hardwareProfile: { vmSize: size },
      osProfile: { computerName: machine.nodeName, adminUsername: 'azureuser' },
      networkProfile: { networkInterfaces: [{ id: nicId(settings, machine), properties: { primary: true } }] },
      timeCreated: new Date(machine.createdAt).toISOString(),
      ...(withInstanceView ? { instanceView: instanceView(machine) } : {}),
    },
  };
}

export function nicToArm(world: World, machine: Machine) {
  const { settings } = world;
  const configuration = (name: 'ipconfig1' | 'ipconfig1v6', address: string, family: string) => ({
    name,
    id: ipConfigurationId(settings, machine, name),
    etag: strongEtag(world, machine),
    properties: {
      provisioningState: 'Succeeded',
      privateIPAddress: address,
      privateIPAllocationMethod: 'Dynamic',
      privateIPAddressVersion: family,
      primary: family === 'IPv4',
      subnet: { id: subnetId(settings, DEFAULT_SUBNET) },
      loadBalancerBackendAddressPools: poolsOf(world, machine),
    },
  });
  return {
    id: nicId(settings, machine),
    name: machine.scaleSet,
    etag: strongEtag(world, machine),
    type: 'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces',
    properties: {
      provisioningState: 'Succeeded',
      primary: true,
      enableAcceleratedNetworking: true,
      enableIPForwarding: true,
      macAddress: macOf(machine),
      virtualMachine: { id: machineId(settings, machine) },
      ipConfigurations: [
        configuration('ipconfig1', machine.ip, 'IPv4'),
        ...(machine.ipv6 === null ? [] : [configuration('ipconfig1v6', machine.ipv6, 'IPv6')]),
      ],
    },
  };
}
