import { z } from 'zod';
import type { Pod, PodContainerState } from '../pod.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { ownerOf } from './owner-of.ts';
import { containers, toPodContainers } from './pod-container.ts';
import { count, flag, identity, listOf, metadata, ownerReferences, stringMap, text, timestamp } from './wire-fields.ts';

const stopped = z.object({ reason: text }).nullish();

const containerStatusSchema = z.object({
  name: identity,
  ready: flag,
  restartCount: count,
  state: z.object({ running: stopped, waiting: stopped, terminated: stopped }).nullish(),
});

const conditionSchema = z.object({
  type: identity,
  status: z.enum(['True', 'False', 'Unknown']),
  lastTransitionTime: timestamp,
});

const schema = z.object({
  metadata: metadata.extend({
    uid: identity,
    creationTimestamp: timestamp,
    deletionTimestamp: timestamp,
    deletionGracePeriodSeconds: count,
    labels: stringMap,
    ownerReferences,
  }),
  spec: z
    .object({
      nodeName: text,
      hostNetwork: flag,
      terminationGracePeriodSeconds: count,
      containers,
      initContainers: containers,
    })
    .nullish(),
  status: z
    .object({
      phase: text,
      podIP: text,
      podIPs: listOf(z.object({ ip: z.string() })),
      conditions: listOf(conditionSchema),
      containerStatuses: listOf(containerStatusSchema),
    })
    .nullish(),
});

type WirePod = z.output<typeof schema>;

function podIPs(status: WirePod['status']): readonly string[] {
  if (status?.podIPs) return status.podIPs.map((each) => each.ip);
  return status?.podIP ? [status.podIP] : [];
}

function containerState(state: z.output<typeof containerStatusSchema>['state']): string {
  if (state?.running) return 'running';
  if (state?.terminated) return state.terminated.reason || 'terminated';
  return state?.waiting?.reason || 'waiting';
}

function toContainerState(wire: z.output<typeof containerStatusSchema>): PodContainerState {
  return {
    name: wire.name,
    ready: wire.ready ?? false,
    restartCount: wire.restartCount ?? 0,
    state: containerState(wire.state),
  };
}

function toPod({ metadata: meta, spec, status }: WirePod): Pod {
  const ready = status?.conditions?.find((condition) => condition.type === 'Ready');
  return {
    namespace: meta.namespace,
    name: meta.name,
    uid: meta.uid,
    resourceVersion: meta.resourceVersion ?? '',
    createdAt: meta.creationTimestamp ?? null,
    deletedAt: meta.deletionTimestamp ?? null,
    deletionGracePeriodSeconds: meta.deletionGracePeriodSeconds ?? null,
    labels: meta.labels ?? {},
    owner: ownerOf(meta.ownerReferences),
    nodeName: spec?.nodeName || null,
    podIPs: podIPs(status),
    hostNetwork: spec?.hostNetwork ?? false,
    phase: status?.phase || 'Unknown',
    ready: ready?.status === 'True',
    readyChangedAt: ready?.lastTransitionTime ?? null,
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds ?? 30,
    containers: toPodContainers(spec?.containers, spec?.initContainers),
    containerStates: (status?.containerStatuses ?? []).map(toContainerState),
  };
}

export const parsePod = kubernetesParser('Pod', schema, toPod);
