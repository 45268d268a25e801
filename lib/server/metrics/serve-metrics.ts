import { Registry } from 'prom-client';
import type { SubscriptionUsage } from '../../sources/azure/call-usage.ts';
import { listClusters } from '../registry.ts';
import { clusterMetrics } from './cluster-metrics.ts';
import { setMetricsSource } from './metrics-holder.ts';
import { type ProcessMetrics, processMetrics } from './process-metrics.ts';

/** Makes `/metrics` answer for this process and the clusters it serves. */
export function serveMetrics(
  armUsage: () => readonly SubscriptionUsage[],
  now: () => number = Date.now,
): ProcessMetrics {
  const process = processMetrics(armUsage);
  setMetricsSource(async () => {
    const all = Registry.merge([process.registry, clusterMetrics(listClusters(), now())]);
    return { contentType: all.contentType, text: await all.metrics() };
  });
  return process;
}
