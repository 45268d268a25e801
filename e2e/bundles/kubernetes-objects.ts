import { type Machine, machineName, type NightService, night, type PodCondition } from './night.ts';

const subscription = '/subscriptions/11111111-2222-3333-4444-555555555555';
export const nodeResourceGroup = 'MC_prod_prod-weu_westeurope';
export const groupId = `${subscription}/resourceGroups/${nodeResourceGroup}/providers`;

export function machineId({ pool, index }: Machine): string {
  return `${groupId}/Microsoft.Compute/virtualMachineScaleSets/aks-${pool}-18304512-vmss/virtualMachines/${index}`;
}

export function nodeObject(machine: Machine) {
  const name = machineName(machine);
  return {
    metadata: {
      name,
      uid: `node-${name}`,
      resourceVersion: '1',
      creationTimestamp: '2026-10-01T08:00:00Z',
      labels: {
        'kubernetes.azure.com/agentpool': machine.pool,
        'topology.kubernetes.io/zone': `westeurope-${machine.zone}`,
        ...(machine.pool === 'spot' ? { 'kubernetes.azure.com/scalesetpriority': 'spot' } : {}),
        ...(machine.excluded ? { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' } : {}),
      },
    },
    spec: { providerID: `azure://${machineId(machine)}` },
    status: {
      addresses: [{ type: 'InternalIP', address: machine.ip }],
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: '',
          lastTransitionTime: '2026-10-01T08:01:00Z',
          lastHeartbeatTime: machine.heartbeatAt,
        },
      ],
    },
  };
}

export function leaseObject(machine: Machine) {
  return {
    metadata: { name: machineName(machine), namespace: 'kube-node-lease', uid: `lease-${machineName(machine)}` },
    spec: { holderIdentity: machineName(machine), leaseDurationSeconds: 40, renewTime: machine.heartbeatAt },
  };
}

export function serviceObject(service: NightService) {
  return {
    metadata: {
      namespace: service.namespace,
      name: service.name,
      uid: service.uid,
      resourceVersion: '1',
      creationTimestamp: '2026-10-01T09:00:00Z',
      finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
      annotations: service.internal ? { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' } : {},
    },
    spec: {
      type: 'LoadBalancer',
      externalTrafficPolicy: service.policy,
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      allocateLoadBalancerNodePorts: true,
      selector: { app: service.name },
      ports: service.ports.map((port) => ({ ...port, name: portName(port), targetPort: portName(port) })),
      ...(service.healthCheckNodePort === null ? {} : { healthCheckNodePort: service.healthCheckNodePort }),
    },
    status: { loadBalancer: { ingress: [{ ip: service.ip, ipMode: 'VIP' }] } },
  };
}

interface PlacedPod {
  readonly name: string;
  readonly ip: string;
  readonly node: string;
  readonly condition: PodCondition;
}

export function podsOf(service: NightService): PlacedPod[] {
  return Object.entries(service.pods).flatMap(([node, conditions]) => {
    const host = night.findIndex((machine) => machineName(machine) === node);
    return conditions.map((condition, index) => ({
      name: `${service.name}-7d9f6c5b8-${host.toString(36)}${service.uid.slice(0, 3)}${index}`,
      ip: `10.244.${host}.${service.uid.charCodeAt(0) + index}`,
      node,
      condition,
    }));
  });
}

export function sliceObject(service: NightService) {
  return {
    metadata: {
      namespace: service.namespace,
      name: `${service.name}-x7k2p`,
      uid: `slice-${service.uid}`,
      resourceVersion: '1',
      labels: { 'kubernetes.io/service-name': service.name },
    },
    addressType: 'IPv4',
    ports: service.ports.map((port) => ({ name: portName(port), protocol: port.protocol, port: port.port })),
    endpoints: podsOf(service).map((pod) => ({
      addresses: [pod.ip],
      nodeName: pod.node,
      targetRef: { kind: 'Pod', namespace: service.namespace, name: pod.name },
      conditions: {
        ready: pod.condition === 'ready',
        serving: pod.condition !== 'not-ready',
        terminating: pod.condition === 'terminating',
      },
    })),
  };
}

export function podObjects(service: NightService) {
  return podsOf(service).map((pod) => ({
    metadata: {
      namespace: service.namespace,
      name: pod.name,
      uid: `pod-${pod.name}`,
      resourceVersion: '1',
      creationTimestamp: '2026-11-05T10:00:00Z',
      labels: { app: service.name },
      ...(pod.condition === 'terminating' ? { deletionTimestamp: '2026-11-06T03:12:30Z' } : {}),
    },
    spec: { nodeName: pod.node, terminationGracePeriodSeconds: 30, containers: [{ name: 'app' }] },
    status: {
      phase: 'Running',
      podIP: pod.ip,
      podIPs: [{ ip: pod.ip }],
      conditions: [{ type: 'Ready', status: pod.condition === 'not-ready' ? 'False' : 'True' }],
    },
  }));
}

function portName({ protocol, port }: NightService['ports'][number]): string {
  return `${protocol.toLowerCase()}-${port}`;
}
