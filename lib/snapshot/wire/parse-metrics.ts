import { z } from 'zod';
import { armName } from '../arm-id.ts';
import { type LoadBalancerMetrics, type MetricSeries, metricNames } from '../load-balancer-metrics.ts';
import { problemOf } from './kubernetes-parser.ts';
import type { Parsed } from './parsed.ts';
import { instant, text } from './wire-fields.ts';

const MINUTE_MS = 60_000;
/** More than is ever asked for; a point that claims to be far away makes no endless list. */
const MINUTES_MAX = 24 * 60;

const named = z.object({ value: z.string() });

const schema = z.object({
  value: z.array(
    z.object({
      name: named,
      timeseries: z
        .array(
          z.object({
            metadatavalues: z.array(z.object({ name: named, value: text })).nullish(),
            data: z.array(z.object({ timeStamp: instant, average: z.number().nullish() })).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

type WireSeries = NonNullable<z.output<typeof schema>['value'][number]['timeseries']>[number];

/** An answer of Azure Monitor about one load balancer. Metrics and dimensions of other names are left out. */
export function parseMetrics(
  raw: unknown,
  of: { readonly id: string; readonly observedAt: string },
): Parsed<LoadBalancerMetrics> {
  const result = schema.safeParse(raw);
  if (!result.success) return { ok: false, problem: problemOf(`metrics of ${armName(of.id)}`, result.error, raw) };
  const series = result.data.value.flatMap(({ name, timeseries }) => {
    const metric = metricNames.find((known) => known.toLowerCase() === name.value.toLowerCase());
    return metric === undefined ? [] : (timeseries ?? []).flatMap((one) => toSeries(metric, one) ?? []);
  });
  return { ok: true, value: { ...of, series } };
}

function toSeries(metric: MetricSeries['metric'], { metadatavalues, data }: WireSeries): MetricSeries | null {
  const points = (data ?? []).map(({ timeStamp, average }) => ({ at: Date.parse(timeStamp), value: average ?? null }));
  const start = Math.min(...points.map(({ at }) => at));
  if (!Number.isFinite(start)) return null;
  const values: (number | null)[] = [];
  for (const { at, value } of points) {
    const index = Math.round((at - start) / MINUTE_MS);
    if (index >= MINUTES_MAX) continue;
    while (values.length <= index) values.push(null);
    values[index] = value;
  }
  const dimension = (wanted: string): string | null =>
    metadatavalues?.find(({ name }) => name.value.toLowerCase() === wanted)?.value || null;
  const port = Number(dimension('frontendport') ?? Number.NaN);
  return {
    metric,
    frontendIP: dimension('frontendipaddress'),
    frontendPort: Number.isInteger(port) ? port : null,
    backendIP: dimension('backendipaddress'),
    startsAt: new Date(start).toISOString(),
    values,
  };
}
