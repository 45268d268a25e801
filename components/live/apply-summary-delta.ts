import { type ClusterSummary, clusterSummarySchema, type ServiceSummary } from '../../lib/report/cluster-summary.ts';
import { summaryEventSchema } from '../../lib/report/stream-events.ts';
import type { Applied } from './live-state.ts';

/** What pages read of the stream's `summary` event: only what differs from the message before. */
export const summaryDeltaSchema = summaryEventSchema.omit({ version: true });

export function serviceKey(service: { readonly namespace: string; readonly name: string }): string {
  return `${service.namespace}/${service.name}`;
}

/** The summary after a delta, and the keys of the Services that changed. Null: the payload is no delta. */
export function applySummaryDelta(summary: ClusterSummary, payload: unknown): Applied<ClusterSummary> {
  const parsed = summaryDeltaSchema.safeParse(payload);
  if (!parsed.success) return null;
  const { removed, services, ...head } = parsed.data;
  const gone = new Set(removed);
  const changed = new Map(services.map((service) => [serviceKey(service), service]));
  const known = new Set(summary.services.map(serviceKey));
  const kept = summary.services
    .filter((service) => !gone.has(serviceKey(service)))
    .map((service) => changed.get(serviceKey(service)) ?? service);
  const added = services.filter((service) => !known.has(serviceKey(service)));
  return {
    data: { ...head, cluster: summary.cluster, services: [...kept, ...added] },
    changed: [...changed.keys()],
  };
}

/** The summary of a `hello` event, the first of a stream, and the keys of the Services that differ. Null: it is none. */
export function applyHello(summary: ClusterSummary, payload: unknown): Applied<ClusterSummary> {
  const parsed = clusterSummarySchema.safeParse(payload);
  if (!parsed.success) return null;
  const before = new Map(summary.services.map((service) => [serviceKey(service), service]));
  const services = parsed.data.services.map((service) => {
    const old = before.get(serviceKey(service));
    return old !== undefined && sameRow(old, service) ? old : service;
  });
  return {
    data: { ...parsed.data, services },
    changed: services.filter((service) => before.get(serviceKey(service)) !== service).map(serviceKey),
  };
}

function sameRow(a: ServiceSummary, b: ServiceSummary): boolean {
  return JSON.stringify(serviceSummaryInOrder(a)) === JSON.stringify(serviceSummaryInOrder(b));
}

/** Keys in the order of the schema: the two may have been written in different ones. */
function serviceSummaryInOrder(service: ServiceSummary): unknown {
  return clusterSummarySchema.shape.services.element.parse(service);
}
