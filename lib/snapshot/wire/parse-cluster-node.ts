import { z } from 'zod';
import type { ClusterNode } from '../cluster-node.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { flag, identity, listOf, stringMap, text, timestamp } from './wire-fields.ts';

const taintSchema = z.object({ key: identity, value: text, effect: z.string(), timeAdded: timestamp });

const conditionSchema = z.object({
  type: identity,
  status: z.enum(['True', 'False', 'Unknown']),
  reason: text,
  message: text,
  lastTransitionTime: timestamp,
  lastHeartbeatTime: timestamp,
});

const schema = z.object({
  metadata: z.object({
    name: identity,
    uid: identity,
    resourceVersion: text,
    creationTimestamp: timestamp,
    deletionTimestamp: timestamp,
    labels: stringMap,
  }),
  spec: z
    .object({
      providerID: text,
      unschedulable: flag,
      taints: listOf(taintSchema),
      podCIDR: text,
      podCIDRs: listOf(z.string()),
    })
    .nullish(),
  status: z
    .object({
      addresses: listOf(z.object({ type: z.string(), address: z.string() })),
      conditions: listOf(conditionSchema),
      nodeInfo: z.object({ kubeletVersion: text }).nullish(),
    })
    .nullish(),
});

type WireNode = z.output<typeof schema>;

function podCidrs(spec: WireNode['spec']): readonly string[] {
  if (spec?.podCIDRs) return spec.podCIDRs;
  return spec?.podCIDR ? [spec.podCIDR] : [];
}

function toClusterNode({ metadata: meta, spec, status }: WireNode): ClusterNode {
  const addresses = status?.addresses ?? [];
  return {
    name: meta.name,
    uid: meta.uid,
    resourceVersion: meta.resourceVersion ?? '',
    createdAt: meta.creationTimestamp ?? null,
    deletedAt: meta.deletionTimestamp ?? null,
    labels: meta.labels ?? {},
    taints: (spec?.taints ?? []).map((taint) => ({
      key: taint.key,
      value: taint.value ?? '',
      effect: taint.effect,
      addedAt: taint.timeAdded ?? null,
    })),
    providerId: spec?.providerID || null,
    internalIPs: addresses.filter((each) => each.type === 'InternalIP').map((each) => each.address),
    unschedulable: spec?.unschedulable ?? false,
    conditions: (status?.conditions ?? []).map((condition) => ({
      type: condition.type,
      status: condition.status,
      reason: condition.reason ?? '',
      message: condition.message ?? '',
      changedAt: condition.lastTransitionTime ?? null,
      heartbeatAt: condition.lastHeartbeatTime ?? null,
    })),
    podCidrs: podCidrs(spec),
    kubeletVersion: status?.nodeInfo?.kubeletVersion || null,
  };
}

export const parseClusterNode = kubernetesParser('Node', schema, toClusterNode);
