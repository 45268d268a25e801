import { z } from 'zod';
import type { NodeTerm, PodAntiAffinityTerm, PodTemplate } from '../workload.ts';
import { fullLabelSelector, toExpression, toLabelSelector } from './full-label-selector.ts';
import { containers, toPodContainers } from './pod-container.ts';
import { count, flag, listOf, presence, stringMap, text } from './wire-fields.ts';

const affinityTerm = z.object({
  topologyKey: z.string(),
  matchLabelKeys: listOf(z.string()),
  labelSelector: fullLabelSelector.nullish(),
  namespaces: listOf(z.string()),
  namespaceSelector: presence,
});

const nodeExpressions = listOf(z.object({ key: z.string(), operator: z.string(), values: listOf(z.string()) }));

const nodeAffinitySchema = z.object({
  requiredDuringSchedulingIgnoredDuringExecution: z
    .object({
      nodeSelectorTerms: listOf(z.object({ matchExpressions: nodeExpressions, matchFields: nodeExpressions })),
    })
    .nullish(),
});

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
  labelSelector: fullLabelSelector.nullish(),
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
        affinity: z
          .object({ podAntiAffinity: antiAffinitySchema.nullish(), nodeAffinity: nodeAffinitySchema.nullish() })
          .nullish(),
        topologySpreadConstraints: listOf(topologySpreadSchema),
        containers,
        initContainers: containers,
      })
      .nullish(),
  })
  .nullish();

function toTerm(term: z.output<typeof affinityTerm>, required: boolean): PodAntiAffinityTerm {
  const elsewhere = (term.namespaces?.length ?? 0) > 0 || !!term.namespaceSelector;
  const selector = term.labelSelector && !elsewhere ? toLabelSelector(term.labelSelector) : null;
  return { topologyKey: term.topologyKey, required, matchLabelKeys: term.matchLabelKeys ?? [], selector };
}

function toNodeTerms(wire: z.output<typeof nodeAffinitySchema> | null | undefined): readonly NodeTerm[] {
  const terms = wire?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.map(({ matchExpressions, matchFields }) => ({
    matchExpressions: (matchExpressions ?? []).map(toExpression),
    matchFields: (matchFields ?? []).map(toExpression),
  }));
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
    nodeTerms: toNodeTerms(spec?.affinity?.nodeAffinity),
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
      selector: each.labelSelector ? toLabelSelector(each.labelSelector) : null,
    })),
    containers: toPodContainers(spec?.containers, spec?.initContainers),
  };
}
