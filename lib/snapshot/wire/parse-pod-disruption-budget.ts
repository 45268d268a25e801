import { z } from 'zod';
import type { PodDisruptionBudget } from '../pod-disruption-budget.ts';
import { fullLabelSelector, toLabelSelector } from './full-label-selector.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { count, intOrString, metadata } from './wire-fields.ts';

const schema = z.object({
  metadata,
  spec: z.object({
    selector: fullLabelSelector,
    minAvailable: intOrString.nullish(),
    maxUnavailable: intOrString.nullish(),
  }),
  status: z
    .object({ disruptionsAllowed: count, currentHealthy: count, desiredHealthy: count, expectedPods: count })
    .nullish(),
});

function toPodDisruptionBudget({ metadata: meta, spec, status }: z.output<typeof schema>): PodDisruptionBudget {
  const { matchLabels, matchExpressions } = toLabelSelector(spec.selector);
  return {
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    selector: matchLabels,
    expressions: matchExpressions,
    minAvailable: spec.minAvailable ?? null,
    maxUnavailable: spec.maxUnavailable ?? null,
    disruptionsAllowed: status?.disruptionsAllowed ?? 0,
    currentHealthy: status?.currentHealthy ?? 0,
    desiredHealthy: status?.desiredHealthy ?? 0,
    expectedPods: status?.expectedPods ?? 0,
  };
}

export const parsePodDisruptionBudget = kubernetesParser('PodDisruptionBudget', schema, toPodDisruptionBudget);
