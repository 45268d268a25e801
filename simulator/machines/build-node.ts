import { newMeta } from '../control-plane/object-life.ts';
import { nodeResourceGroupOf, type PoolSettings } from '../kernel/settings.ts';
import type { World } from '../kernel/world.ts';
import type { Node } from '../objects/node.ts';
import type { Condition } from '../objects/object-meta.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import { podCidr } from './addresses.ts';
import type { Machine } from './machine.ts';

const SPOT_KEY = 'kubernetes.azure.com/scalesetpriority';

/** The providerID of a node; the cloud provider writes the resource group in lower case. */
export const providerIdOf = (world: World, machine: Machine): string =>
  `azure:///subscriptions/${world.settings.subscriptionId}/resourceGroups/${nodeResourceGroupOf(world.settings).toLowerCase()}` +
  `/providers/Microsoft.Compute/virtualMachineScaleSets/${machine.scaleSet}/virtualMachines/${machine.instanceId}`;

export const zoneOf = (world: World, machine: Machine): string =>
  machine.zone === null ? '0' : `${world.settings.region}-${machine.zone}`;

function nodeLabels(world: World, machine: Machine, pool: PoolSettings): Record<string, string> {
  const zone = zoneOf(world, machine);
  const { region } = world.settings;
  return {
    agentpool: pool.name,
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/instance-type': pool.vmSize,
    'beta.kubernetes.io/os': 'linux',
    'failure-domain.beta.kubernetes.io/region': region,
    'failure-domain.beta.kubernetes.io/zone': zone,
    'kubernetes.azure.com/agentpool': pool.name,
    'kubernetes.azure.com/cluster': nodeResourceGroupOf(world.settings),
    'kubernetes.azure.com/mode': pool.mode.toLowerCase(),
    'kubernetes.azure.com/node-image-version': 'AKSUbuntu-2204gen2containerd-202610.01.0',
    'kubernetes.azure.com/nodepool-type': 'VirtualMachineScaleSets',
    'kubernetes.azure.com/os-sku': 'Ubuntu',
    'kubernetes.azure.com/priority': pool.spot ? 'spot' : 'regular',
    'kubernetes.azure.com/role': 'agent',
    ...(pool.spot ? { [SPOT_KEY]: 'spot' } : {}),
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': machine.nodeName,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': pool.vmSize,
    'topology.disk.csi.azure.com/zone': machine.zone === null ? '' : zone,
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
    ...pool.labels,
  };
}

const pressure = (type: string, resource: string, at: string): Condition => ({
  type,
  status: 'False',
  lastHeartbeatTime: at,
  lastTransitionTime: at,
  reason: `KubeletHas${resource}`,
  message: `kubelet has ${
    resource === 'SufficientPID'
      ? 'sufficient PID'
      : resource
          .replace(/([A-Z])/g, ' $1')
          .trim()
          .toLowerCase()
  } available`,
});

export function readyCondition(ready: boolean, at: string): Condition & { lastTransitionTime: string } {
  return {
    type: 'Ready',
    status: ready ? 'True' : 'False',
    lastHeartbeatTime: at,
    lastTransitionTime: at,
    reason: ready ? 'KubeletReady' : 'KubeletNotReady',
    message: ready ? 'kubelet is posting ready status' : 'container runtime network not ready',
  };
}

const nodeInfo = (world: World, machine: Machine) => ({
  machineID: machine.vmId.replaceAll('-', ''),
  systemUUID: machine.vmId,
  bootID: machine.vmId,
  kernelVersion: '5.15.0-1091-azure',
  osImage: 'Ubuntu 22.04.5 LTS',
  containerRuntimeVersion: 'containerd://1.7.28-1',
  kubeletVersion: `v${world.settings.kubernetesVersion}`,
  kubeProxyVersion: '',
  operatingSystem: 'linux',
  architecture: 'amd64',
});

export function buildNode(world: World, machine: Machine, pool: PoolSettings, ready: boolean): Node {
  const at = toTimestamp(world.now);
  const cpus = Number(/_[A-Z]+(\d+)/.exec(pool.vmSize)?.[1] ?? 4);
  const capacity = { cpu: `${cpus}`, 'ephemeral-storage': '129886128Ki', memory: `${cpus * 4_107_898}Ki`, pods: '250' };
  const spotTaint = { key: SPOT_KEY, value: 'spot', effect: 'NoSchedule' as const };
  const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' as const };
  const taints = [...(pool.spot ? [spotTaint] : []), ...pool.taints, ...(ready ? [] : [notReady])];
  const cidr = podCidr(machine.podNetwork);
  const internal = [machine.ip, ...(machine.ipv6 === null ? [] : [machine.ipv6])];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      ...newMeta(world, { name: machine.nodeName }),
      labels: nodeLabels(world, machine, pool),
      annotations: { 'alpha.kubernetes.io/provided-node-ip': machine.ip, 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: {
      podCIDR: cidr,
      podCIDRs: [cidr],
      providerID: providerIdOf(world, machine),
      ...(taints.length > 0 ? { taints } : {}),
    },
    status: {
      capacity,
      allocatable: { ...capacity, cpu: `${cpus * 1000 - 180}m` },
      conditions: [
        pressure('MemoryPressure', 'SufficientMemory', at),
        pressure('DiskPressure', 'NoDiskPressure', at),
        pressure('PIDPressure', 'SufficientPID', at),
        readyCondition(ready, at),
      ],
      addresses: [
        ...internal.map((address) => ({ type: 'InternalIP', address })),
        { type: 'Hostname', address: machine.nodeName },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: nodeInfo(world, machine),
    },
  };
}
