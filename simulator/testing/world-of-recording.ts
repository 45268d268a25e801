import { z } from 'zod';
import { addPublicIp } from '../azure/load-balancers.ts';
import { createWorld } from '../kernel/create-world.ts';
import { settingsSchema } from '../kernel/settings.ts';
import type { World } from '../kernel/world.ts';
import type { Machine } from '../machines/machine.ts';
import type { PodProcess } from '../machines/pod-process.ts';
import { schemas } from '../objects/resources.ts';
import { jsonIn } from './read-fixture.ts';

const list = z.object({ items: z.array(z.looseObject({})) }).transform((value) => value.items);
const armList = z.object({
  value: z.array(z.looseObject({ name: z.string(), tags: z.unknown().optional(), properties: z.looseObject({}) })),
});
const managedCluster = z.looseObject({
  properties: z.looseObject({
    networkProfile: z.looseObject({
      loadBalancerProfile: z.looseObject({
        backendPoolType: z.enum(['nodeIPConfiguration', 'nodeIP']),
        clusterServiceLoadBalancerHealthProbeMode: z.enum(['servicenodeport', 'shared']),
        enableMultipleStandardLoadBalancers: z.boolean(),
      }),
    }),
  }),
});

export interface RecordedFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly variant: string;
  readonly case: string;
}

function settingsOf({ files, variant, case: name }: RecordedFiles) {
  const profile = managedCluster.parse(jsonIn(files, 'azure/managedcluster.json')).properties.networkProfile
    .loadBalancerProfile;
  const custom = variant === 'shared-custom' ? { sharedProbePort: 10_356, sharedProbePath: '/livez' } : {};
  const several = [
    { name: 'kubernetes', pool: 'system' },
    { name: 'lb1', pool: 'apps', ...(name === 'labelled-lb1' ? { serviceLabels: { lb: 'one' } } : {}) },
  ];
  return {
    ...settingsSchema.parse({
      cluster: 'lab-aks',
      resourceGroup: 'lab-rg',
      pools: [
        { name: 'system', count: 0 },
        { name: 'apps', count: 0 },
        { name: 'spot', count: 0, spot: true },
      ],
      backendPoolType: profile.backendPoolType,
      healthProbeMode: profile.clusterServiceLoadBalancerHealthProbeMode,
      loadBalancers: profile.enableMultipleStandardLoadBalancers ? several : [],
      disableOutboundSnat: variant !== 'outboundsnat',
      ipFamilies: variant.startsWith('dualstack') ? ['IPv4', 'IPv6'] : ['IPv4'],
      ...custom,
    }),
    startAt: Date.UTC(2026, 10, 21),
  };
}

const PROVIDER = /virtualMachineScaleSets\/([^/]+)\/virtualMachines\/(\d+)/;

function machineOf(raw: unknown, index: number): Machine {
  const node = schemas.nodes.parse(raw);
  const [, scaleSet = '', instance = '0'] = PROVIDER.exec(node.spec.providerID ?? '') ?? [];
  const addresses = (node.status.addresses ?? []).filter((one) => one.type === 'InternalIP').map((one) => one.address);
  const labels = node.metadata.labels ?? {};
  return {
    nodeName: node.metadata.name,
    pool: labels['kubernetes.azure.com/agentpool'] ?? 'apps',
    scaleSet,
    instanceId: Number(instance),
    vmId: '',
    zone: /-(\d)$/.exec(labels['topology.kubernetes.io/zone'] ?? '')?.[1] ?? null,
    ip: addresses.find((ip) => !ip.includes(':')) ?? '',
    ipv6: addresses.find((ip) => ip.includes(':')) ?? null,
    podNetwork: index,
    spot: labels['kubernetes.azure.com/scalesetpriority'] === 'spot',
    createdAt: 0,
    power: 'running',
    kubelet: 'running',
    kubeletReady: true,
    kubeProxy: 'running',
    heldRules: null,
    platform: null,
    networkReadyAt: 0,
    podAddresses: 0,
    outbound: [],
  };
}

function addUserIps(world: World, files: ReadonlyMap<string, string>): void {
  const ips = armList.safeParse(jsonIn(files, 'azure/publicipaddresses.json'));
  for (const ip of ips.success ? ips.data.value : []) {
    const tags = z.record(z.string(), z.string()).catch({}).parse(ip.tags);
    const address = ip.properties.ipAddress;
    if (ip.name.startsWith('kubernetes-') || tags['aks-managed-type'] !== undefined || typeof address !== 'string')
      continue;
    addPublicIp(world, { name: ip.name, address, family: address.includes(':') ? 'IPv6' : 'IPv4', tags });
  }
}

function process(raw: unknown): PodProcess | null {
  const pod = schemas.pods.parse(raw);
  const ip = pod.status.podIP;
  if (ip === undefined || pod.spec.nodeName === undefined) return null;
  return {
    podKey: `${pod.metadata.namespace}/${pod.metadata.name}`,
    uid: pod.metadata.uid,
    nodeName: pod.spec.nodeName,
    ip,
    ipv6: pod.status.podIPs?.find((one) => one.ip.includes(':'))?.ip ?? null,
    listensFrom: 0,
    refusesFrom: Number.POSITIVE_INFINITY,
    hung: false,
    unreadySince: null,
    readySince: 0,
    restarts: 0,
  };
}

/** A world that stands still in a recorded state: its objects, machines and processes, and no controller that would change them. */
export function worldOfRecording(recorded: RecordedFiles): World {
  const settings = settingsOf(recorded);
  const world = createWorld(settings, 1, []);
  const { files } = recorded;
  const items = (name: string) => list.safeParse(jsonIn(files, `kubernetes/${name}.json`)).data ?? [];
  items('nodes').forEach((raw, index) => {
    const machine = machineOf(raw, index);
    world.machines.set(machine.nodeName, machine);
    world.store.put('nodes', schemas.nodes.parse(raw), 0);
  });
  for (const raw of items('pods')) {
    world.store.put('pods', schemas.pods.parse(raw), 0);
    const one = process(raw);
    if (one === null) continue;
    world.processes.set(one.ip, one);
    if (one.ipv6 !== null) world.processes.set(one.ipv6, one);
  }
  for (const raw of items('endpointslices')) world.store.put('endpointslices', schemas.endpointslices.parse(raw), 0);
  for (const raw of items('services')) world.store.put('services', schemas.services.parse(raw), 0);
  addUserIps(world, files);
  return world;
}
