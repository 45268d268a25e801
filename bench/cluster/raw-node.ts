import type { WireNode } from '../wire/kubernetes-objects.ts';
import { CREATED_AT, LOCATION, NODE_RESOURCE_GROUP, providerId, TAKEN_AT } from './arm-ids.ts';
import type { PlannedNode } from './plan-nodes.ts';

/** A healthy Node as an AKS kubelet and the cloud controller write it. */
export function rawNode(node: PlannedNode, imagesPerNode: number): WireNode {
  const spotTaint = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      uid: node.uid,
      resourceVersion: String(900_000 + node.index),
      creationTimestamp: CREATED_AT,
      annotations: {
        'alpha.kubernetes.io/provided-node-ip': node.ip,
        'csi.volume.kubernetes.io/nodeid': JSON.stringify({ 'disk.csi.azure.com': node.name }),
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      labels: nodeLabels(node),
    },
    spec: {
      podCIDR: `${node.podNetwork}.0/24`,
      podCIDRs: [`${node.podNetwork}.0/24`],
      providerID: providerId(node.scaleSet, node.instance),
      ...(node.kind === 'spot' ? { taints: [spotTaint] } : {}),
    },
    status: nodeStatus(node, imagesPerNode),
  };
}

function nodeLabels(node: PlannedNode): Record<string, string> {
  return {
    agentpool: node.pool,
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/instance-type': 'Standard_D8s_v5',
    'beta.kubernetes.io/os': 'linux',
    'failure-domain.beta.kubernetes.io/region': LOCATION,
    'failure-domain.beta.kubernetes.io/zone': node.zone,
    'kubernetes.azure.com/agentpool': node.pool,
    'kubernetes.azure.com/cluster': NODE_RESOURCE_GROUP,
    'kubernetes.azure.com/mode': node.kind === 'system' ? 'system' : 'user',
    'kubernetes.azure.com/node-image-version': 'AKSUbuntu-2204gen2containerd-202610.01.0',
    'kubernetes.azure.com/nodepool-type': 'VirtualMachineScaleSets',
    'kubernetes.azure.com/os-sku': 'Ubuntu',
    'kubernetes.azure.com/podnetwork-type': 'overlay',
    'kubernetes.azure.com/role': 'agent',
    'kubernetes.azure.com/storageprofile': 'managed',
    ...(node.kind === 'spot'
      ? { 'kubernetes.azure.com/priority': 'spot', 'kubernetes.azure.com/scalesetpriority': 'spot' }
      : { 'kubernetes.azure.com/priority': 'regular' }),
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': node.name,
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': 'Standard_D8s_v5',
    'topology.disk.csi.azure.com/zone': node.zone,
    'topology.kubernetes.io/region': LOCATION,
    'topology.kubernetes.io/zone': node.zone,
  };
}

const RESOURCES = { cpu: '8', 'ephemeral-storage': '129886128Ki', memory: '32863168Ki', pods: '250' };

function nodeStatus(node: PlannedNode, imagesPerNode: number): Record<string, unknown> {
  return {
    addresses: [
      { type: 'InternalIP', address: node.ip },
      { type: 'Hostname', address: node.name },
    ],
    allocatable: { ...RESOURCES, cpu: '7820m', memory: '28362680Ki' },
    capacity: RESOURCES,
    conditions: [
      condition('VMEventScheduled', 'False', 'NoVMEventScheduled', 'VM has no scheduled event'),
      condition('KernelDeadlock', 'False', 'KernelHasNoDeadlock', 'kernel has no deadlock'),
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
      condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
    images: Array.from({ length: imagesPerNode }, (_, index) => ({
      names: [
        `mcr.microsoft.com/oss/image-${index}@sha256:${index.toString(16).padStart(64, 'a')}`,
        `mcr.microsoft.com/oss/image-${index}:v1.${index}.0`,
      ],
      sizeBytes: 40_000_000 + index * 1_000_003,
    })),
    nodeInfo: {
      architecture: 'amd64',
      bootID: node.uid,
      containerRuntimeVersion: 'containerd://1.7.28-1',
      kernelVersion: '5.15.0-1091-azure',
      kubeletVersion: 'v1.36.2',
      machineID: node.uid.replaceAll('-', ''),
      operatingSystem: 'linux',
      osImage: 'Ubuntu 22.04.5 LTS',
      systemUUID: node.uid,
    },
  };
}

function condition(type: string, status: string, reason: string, message: string): Record<string, string> {
  return { type, status, reason, message, lastHeartbeatTime: TAKEN_AT, lastTransitionTime: CREATED_AT };
}

/** The node's heartbeat, up to 10 s old. */
export function rawLease(node: PlannedNode): Record<string, unknown> {
  const renewedAt = new Date(Date.parse(TAKEN_AT) - (node.index % 100) * 100).toISOString();
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: node.name,
      namespace: 'kube-node-lease',
      uid: `${node.uid.slice(0, -4)}1ea5`,
      resourceVersion: String(950_000 + node.index),
      creationTimestamp: CREATED_AT,
    },
    spec: {
      holderIdentity: node.name,
      leaseDurationSeconds: 40,
      renewTime: renewedAt.replace('Z', '000Z'),
    },
  };
}
