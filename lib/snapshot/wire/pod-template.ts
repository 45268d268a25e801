import { z } from 'zod';
import type { PodAntiAffinityTerm, PodTemplate } from '../workload.ts';
import { containers, toPodContainers } from './pod-container.ts';
import { count, flag, listOf, stringMap, text } from './wire-fields.ts';

const affinityTerm = z.object({ topologyKey: z.string(), matchLabelKeys: listOf(z.string()) });

const antiAffinitySchema = z.object({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(affinityTerm),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(z.object({ podAffinityTerm: affinityTerm })),
});

const topologySpreadSchema = z.object({
  topologyKey: z.string(),
  maxSkew: z.int().min(0),
  whenUnsatisfiable: text,
  nodeTaintsPolicy: text,
  minDomains: count,
  matchLabelKeys: listOf(z.string()),
});

export const podTemplate = z
  .object({
    metadata: z.object({ labels: stringMap }).nullish(),
    spec: z
      .object({
        terminationGracePeriodSeconds: count,
        hostNetwork: flag,
        nodeSelector: stringMap,
        tolerations: listOf(z.object({ key: text, operator: text, value: text, effect: text })),
        affinity: z.object({ podAntiAffinity: antiAffinitySchema.nullish() }).nullish(),
        topologySpreadConstraints: listOf(topologySpreadSchema),
        containers,
      })
      .nullish(),
  })
  .nullish();

function toTerm(term: z.output<typeof affinityTerm>, required: boolean): PodAntiAffinityTerm {
  return { topologyKey: term.topologyKey, required, matchLabelKeys: term.matchLabelKeys ?? [] };
}

function toAntiAffinity(wire: z.output<typeof antiAffinitySchema> | null | undefined): readonly PodAntiAffinityTerm[] {
  const required = wire?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const preferred = wire?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return [
    ...required.map((term) => toTerm(term, true)),
    ...preferred.map((each) => toTerm(each.podAffinityTerm, false)),
  ];
}

export function toPodTemplate(wire: z.output<typeof podTemplate>): PodTemplate {
  const spec = wire?.spec;
  return {
    labels: wire?.metadata?.labels ?? {},
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds ?? 30,
    hostNetwork: spec?.hostNetwork ?? false,
    nodeSelector: spec?.nodeSelector ?? {},
    tolerations: (spec?.tolerations ?? []).map((each) => ({
      key: each.key || null,
      operator: each.operator || 'Equal',
      value: each.value ?? null,
      effect: each.effect || null,
    })),
    antiAffinity: toAntiAffinity(spec?.affinity?.podAntiAffinity),
    topologySpread: (spec?.topologySpreadConstraints ?? []).map((each) => ({
      topologyKey: each.topologyKey,
      maxSkew: each.maxSkew,
      whenUnsatisfiable: each.whenUnsatisfiable ?? 'DoNotSchedule',
      nodeTaintsPolicy: each.nodeTaintsPolicy ?? null,
      minDomains: each.minDomains ?? null,
      matchLabelKeys: each.matchLabelKeys ?? [],
    })),
    containers: toPodContainers(spec?.containers),
  };
}
