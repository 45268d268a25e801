import { z } from 'zod';
import type { HorizontalPodAutoscaler } from '../horizontal-pod-autoscaler.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { count, identity, metadata } from './wire-fields.ts';

const schema = z.object({
  metadata,
  spec: z.object({
    scaleTargetRef: z.object({ kind: identity, name: identity }),
    minReplicas: count,
    maxReplicas: z.int().min(0),
  }),
  status: z.object({ currentReplicas: count }).nullish(),
});

function toHorizontalPodAutoscaler({ metadata: meta, spec, status }: z.output<typeof schema>): HorizontalPodAutoscaler {
  return {
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    target: { kind: spec.scaleTargetRef.kind, name: spec.scaleTargetRef.name },
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
    currentReplicas: status?.currentReplicas ?? 0,
  };
}

export const parseHorizontalPodAutoscaler = kubernetesParser(
  'HorizontalPodAutoscaler',
  schema,
  toHorizontalPodAutoscaler,
);
