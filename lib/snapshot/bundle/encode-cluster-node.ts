import type { ClusterNode } from '../cluster-node.ts';
import type { Lease } from '../lease.ts';
import type { WireObject } from './wire-object.ts';

export function encodeClusterNode(node: ClusterNode): WireObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      uid: node.uid,
      resourceVersion: node.resourceVersion,
      creationTimestamp: node.createdAt ?? undefined,
      deletionTimestamp: node.deletedAt ?? undefined,
      labels: node.labels,
    },
    spec: {
      providerID: node.providerId ?? undefined,
      unschedulable: node.unschedulable,
      taints: node.taints.map(({ key, value, effect, addedAt }) => ({ key, value, effect, timeAdded: addedAt })),
      podCIDRs: node.podCidrs,
    },
    status: {
      addresses: node.internalIPs.map((address) => ({ type: 'InternalIP', address })),
      conditions: node.conditions.map((condition) => ({
        type: condition.type,
        status: condition.status,
        reason: condition.reason,
        message: condition.message,
        lastTransitionTime: condition.changedAt,
        lastHeartbeatTime: condition.heartbeatAt,
      })),
      nodeInfo: { kubeletVersion: node.kubeletVersion ?? undefined },
    },
  };
}

export function encodeLease(lease: Lease): WireObject {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { namespace: 'kube-node-lease', name: lease.nodeName, resourceVersion: lease.resourceVersion },
    spec: {
      holderIdentity: lease.nodeName,
      leaseDurationSeconds: lease.durationSeconds,
      renewTime: lease.renewedAt ?? undefined,
    },
  };
}
