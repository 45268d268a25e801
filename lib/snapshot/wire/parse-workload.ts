import { z } from 'zod';
import type { Workload, WorkloadKind } from '../workload.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { ownerOf } from './owner-of.ts';
import type { Parsed } from './parsed.ts';
import { podTemplate, toPodTemplate } from './pod-template.ts';
import { count, identity, intOrString, metadata, ownerReferences, stringMap, text } from './wire-fields.ts';

const strategySchema = z
  .object({
    type: text,
    rollingUpdate: z.object({ maxSurge: intOrString.nullish(), maxUnavailable: intOrString.nullish() }).nullish(),
  })
  .nullish();

const schema = z.object({
  metadata: metadata.extend({ uid: identity, ownerReferences }),
  spec: z.object({
    selector: z.object({ matchLabels: stringMap }).nullish(),
    replicas: count,
    minReadySeconds: count,
    strategy: strategySchema,
    updateStrategy: strategySchema,
    template: podTemplate,
  }),
  status: z
    .object({
      readyReplicas: count,
      updatedReplicas: count,
      desiredNumberScheduled: count,
      numberReady: count,
      updatedNumberScheduled: count,
    })
    .nullish(),
});

type WireWorkload = z.output<typeof schema>;
type Counts = Pick<Workload, 'replicas' | 'readyReplicas' | 'updatedReplicas'>;

function countsOf(kind: WorkloadKind, { spec, status }: WireWorkload): Counts {
  if (kind === 'DaemonSet') {
    return {
      replicas: status?.desiredNumberScheduled ?? 0,
      readyReplicas: status?.numberReady ?? 0,
      updatedReplicas: status?.updatedNumberScheduled ?? 0,
    };
  }
  return {
    replicas: spec.replicas ?? 1,
    readyReplicas: status?.readyReplicas ?? 0,
    updatedReplicas: status?.updatedReplicas ?? 0,
  };
}

function strategyOf(
  kind: WorkloadKind,
  spec: WireWorkload['spec'],
): Pick<Workload, 'strategy' | 'maxSurge' | 'maxUnavailable'> {
  if (kind === 'ReplicaSet') return { strategy: '', maxSurge: null, maxUnavailable: null };
  const wire = kind === 'Deployment' ? spec.strategy : spec.updateStrategy;
  return {
    strategy: wire?.type || 'RollingUpdate',
    maxSurge: wire?.rollingUpdate?.maxSurge ?? null,
    maxUnavailable: wire?.rollingUpdate?.maxUnavailable ?? null,
  };
}

function toWorkload(kind: WorkloadKind, wire: WireWorkload): Workload {
  return {
    kind,
    namespace: wire.metadata.namespace,
    name: wire.metadata.name,
    uid: wire.metadata.uid,
    resourceVersion: wire.metadata.resourceVersion ?? '',
    owner: ownerOf(wire.metadata.ownerReferences),
    selector: wire.spec.selector?.matchLabels ?? {},
    ...countsOf(kind, wire),
    minReadySeconds: wire.spec.minReadySeconds ?? 0,
    ...strategyOf(kind, wire.spec),
    template: toPodTemplate(wire.spec.template),
  };
}

function workloadParser(kind: WorkloadKind): (raw: unknown) => Parsed<Workload> {
  return kubernetesParser(kind, schema, (wire) => toWorkload(kind, wire));
}

const PARSERS: Readonly<Record<WorkloadKind, (raw: unknown) => Parsed<Workload>>> = {
  Deployment: workloadParser('Deployment'),
  ReplicaSet: workloadParser('ReplicaSet'),
  StatefulSet: workloadParser('StatefulSet'),
  DaemonSet: workloadParser('DaemonSet'),
};

export function parseWorkload(raw: unknown, kind: WorkloadKind): Parsed<Workload> {
  return PARSERS[kind](raw);
}
