import { z } from 'zod';
import { loadBalancerId } from '../../azure/arm-ids.ts';
import type { LoadBalancer } from '../../azure/cloud.ts';
import type { World } from '../../kernel/world.ts';
import { type ArmAnswer, type ArmContext, type ArmRequest, armError } from './arm-context.ts';
import { type MetricQuery, type MetricResult, queryMetrics } from './metrics.ts';

const HOUR = 3_600_000;

const loadBalancerOfId = (world: World, id: string): LoadBalancer | undefined =>
  [...world.cloud.loadBalancers.values()].find(
    (lb) => loadBalancerId(world.settings, lb.name).toLowerCase() === id.toLowerCase(),
  );

const splitOf = (filter: string | null): string[] =>
  [...(filter ?? '').matchAll(/(\w+)\s+eq\s+'[^']*'/gi)].map((match) => (match[1] ?? '').toLowerCase());

function queryOf(world: World, query: URLSearchParams, names: string | null): MetricQuery {
  const [start, end] = (query.get('timespan') ?? '').split('/');
  const from = Date.parse(query.get('starttime') ?? start ?? '');
  const to = Date.parse(query.get('endtime') ?? end ?? '');
  return {
    names: (names ?? 'VipAvailability').split(',').map((name) => name.trim()),
    from: Number.isNaN(from) ? world.now - HOUR : from,
    to: Number.isNaN(to) ? world.now : to,
    splitBy: splitOf(query.get('filter') ?? query.get('$filter')),
  };
}

const toValue = (id: string, result: MetricResult) => ({
  id: `${id}/providers/Microsoft.Insights/metrics/${result.name}`,
  type: 'Microsoft.Insights/metrics',
  name: { value: result.name, localizedValue: result.display },
  displayDescription: result.display,
  unit: result.unit,
  timeseries: result.series.map((series) => ({
    metadatavalues: Object.entries(series.dimensions).map(([name, value]) => ({
      name: { value: name, localizedValue: name },
      value,
    })),
    data: series.data,
  })),
  errorCode: 'Success',
});

function bodyOf(world: World, lb: LoadBalancer, query: MetricQuery) {
  const id = loadBalancerId(world.settings, lb.name);
  const timespan = `${new Date(query.from).toISOString()}/${new Date(query.to).toISOString()}`;
  return {
    cost: 0,
    timespan,
    interval: 'PT1M',
    namespace: 'Microsoft.Network/loadBalancers',
    resourceregion: world.settings.region,
    value: queryMetrics(world, lb, query).map((result) => toValue(id, result)),
  };
}

/** Metrics of one load balancer, as ARM gives them. */
export function metricsOf(context: ArmContext, raw: ArmRequest, resourceId: string): ArmAnswer {
  const { world } = context;
  const lb = loadBalancerOfId(world, resourceId);
  if (lb === undefined) return armError(404, 'ResourceNotFound', `The resource ${resourceId} was not found.`);
  return { status: 200, body: bodyOf(world, lb, queryOf(world, raw.query, raw.query.get('metricnames'))) };
}

const batchSchema = z.looseObject({ resourceids: z.array(z.string()) });

/** Metrics of several load balancers at once, as the data plane gives them. */
export function metricsBatch(context: ArmContext, raw: ArmRequest): ArmAnswer {
  const { world } = context;
  let body: unknown;
  try {
    body = JSON.parse(raw.body);
  } catch {
    return armError(400, 'BadRequest', 'the body must be JSON');
  }
  const parsed = batchSchema.safeParse(body);
  if (!parsed.success) return armError(400, 'BadRequest', 'resourceids must be a list of resource ids');
  const query = queryOf(world, raw.query, raw.query.get('metricnames'));
  const values = parsed.data.resourceids.flatMap((id) => {
    const lb = loadBalancerOfId(world, id);
    if (lb === undefined) return [];
    const { timespan, ...rest } = bodyOf(world, lb, query);
    const [starttime, endtime] = timespan.split('/');
    return { starttime, endtime, ...rest, resourceid: id };
  });
  return { status: 200, body: { values } };
}
