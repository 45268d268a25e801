import { z } from 'zod';
import { type ClusterSummary, clusterSummarySchema } from '../../lib/report/cluster-summary.ts';
import type { Applied } from './live-state.ts';

const { sentence, status, sources, takenAt, nodePools, findingCounts, services } = clusterSummarySchema.shape;

/** Payload of the stream's `summary` event: only what differs from the message before. */
export const summaryDeltaSchema = z.object({
  version: z.number(),
  services,
  removed: z.array(z.string()).describe('`namespace/name`.'),
  sentence,
  status,
  sources,
  takenAt,
  nodePools: nodePools.optional(),
  findingCounts: findingCounts.optional(),
});
export type SummaryDelta = z.infer<typeof summaryDeltaSchema>;

export function serviceKey(service: { readonly namespace: string; readonly name: string }): string {
  return `${service.namespace}/${service.name}`;
}

/** The summary after a delta, and the keys of the Services that changed. Null: the payload is no delta. */
export function applySummaryDelta(summary: ClusterSummary, payload: unknown): Applied<ClusterSummary> {
  const parsed = summaryDeltaSchema.safeParse(payload);
  if (!parsed.success) return null;
  const delta = parsed.data;
  const removed = new Set(delta.removed);
  const changed = new Map(delta.services.map((service) => [serviceKey(service), service]));
  const kept = summary.services
    .filter((service) => !removed.has(serviceKey(service)))
    .map((service) => changed.get(serviceKey(service)) ?? service);
  const known = new Set(summary.services.map(serviceKey));
  const added = delta.services.filter((service) => !known.has(serviceKey(service)));
  return {
    data: {
      ...summary,
      sentence: delta.sentence,
      status: delta.status,
      sources: delta.sources,
      takenAt: delta.takenAt,
      nodePools: delta.nodePools ?? summary.nodePools,
      findingCounts: delta.findingCounts ?? summary.findingCounts,
      services: [...kept, ...added],
    },
    changed: [...changed.keys()],
  };
}
