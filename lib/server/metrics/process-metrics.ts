import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SubscriptionUsage } from '../../sources/azure/call-usage.ts';
import { openStreams } from '../events/open-streams.ts';
import type { AnsweredRequest } from '../guards/observe-request.ts';

export interface ProcessMetrics {
  readonly registry: Registry;
  answered(request: AnsweredRequest): void;
}

/** What this process does and needs: requests, viewers, memory, and what it asks of Azure. */
export function processMetrics(armUsage: () => readonly SubscriptionUsage[]): ProcessMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'aks_ingress_health_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['kind', 'method', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'aks_ingress_health_http_request_duration_seconds',
    help: 'Time to answer, streams left out.',
    labelNames: ['kind'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  registry.registerMetric(streamGauge());
  registry.registerMetric(armBudget(armUsage));
  registry.registerMetric(armCalls(armUsage));
  return {
    registry,
    answered({ path, method, status, durationSeconds }) {
      const kind = kindOf(path);
      requests.inc({ kind, method, status: `${Math.floor(status / 100)}xx` });
      if (kind !== 'stream') durations.observe({ kind }, durationSeconds);
    },
  };
}

function streamGauge(): Gauge {
  return new Gauge({
    name: 'aks_ingress_health_sse_clients',
    help: 'Open event streams.',
    registers: [],
    collect() {
      this.set(openStreams().size);
    },
  });
}

type ArmUsage = () => readonly SubscriptionUsage[];

function armBudget(armUsage: ArmUsage): Gauge<'subscription' | 'kind'> {
  return new Gauge({
    name: 'aks_ingress_health_arm_remaining_calls',
    help: 'Calls left in the budget of a subscription, as Azure said last.',
    labelNames: ['subscription', 'kind'],
    registers: [],
    collect() {
      this.reset();
      for (const { subscriptionId: subscription, remaining } of armUsage()) {
        for (const [kind, left] of Object.entries(remaining)) if (left !== null) this.set({ subscription, kind }, left);
      }
    },
  });
}

function armCalls(armUsage: ArmUsage): Counter<'subscription' | 'outcome'> {
  return new Counter({
    name: 'aks_ingress_health_arm_calls_total',
    help: 'Calls made to Azure Resource Manager.',
    labelNames: ['subscription', 'outcome'],
    registers: [],
    collect() {
      this.reset();
      for (const { subscriptionId: subscription, outcomes } of armUsage()) {
        for (const [outcome, count] of Object.entries(outcomes)) this.inc({ subscription, outcome }, count);
      }
    },
  });
}

/** Few and fixed: a label for every path would grow without bound. */
function kindOf(path: string): string {
  if (path.startsWith('/api/')) return path.endsWith('/events') ? 'stream' : 'api';
  if (path.startsWith('/_next/')) return 'asset';
  return ['/metrics', '/livez', '/readyz'].includes(path) ? 'health' : 'page';
}
