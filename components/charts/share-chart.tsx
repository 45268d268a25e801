'use client';

import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatShare } from '../format.ts';
import { type ChartData, type ChartPoint, chartDataOf, type Distribution, shareTicks } from './prepare-distribution.ts';

interface ShareChartProps {
  readonly distribution: Distribution;
  readonly viewed: TrafficPolicy;
}

const colours: Readonly<Record<TrafficPolicy, string>> = {
  Cluster: 'var(--series-cluster)',
  Local: 'var(--series-local)',
};
const tick = { fill: 'var(--ink-soft)', fontSize: 11 };
const axisLabel = { fill: 'var(--ink-soft)', fontSize: 11 };
const middle = { textAnchor: 'middle' } as const;
/** A mark of the axis is a place in the order, not a name. */
const axisWords: Readonly<Record<Distribution['kind'], string>> = {
  nodes: 'nodes, largest share first',
  pods: 'pods, largest share first',
};
const margin = { top: 8, right: 8, bottom: 4, left: 0 };

/** Shares under both policies against the fair share. The policy looked at is drawn full, the other one pale. */
export function ShareChart({ distribution, viewed }: ShareChartProps) {
  const { shape, points } = chartDataOf(distribution);
  const { fairShare } = distribution;
  const ticks = shareTicks(points, fairShare);
  const Chart = shape === 'bars' ? BarChart : AreaChart;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Chart data={[...points]} margin={margin} barGap={1} barCategoryGap="20%" accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="rank"
          tick={tick}
          stroke="var(--line-strong)"
          interval="preserveStartEnd"
          minTickGap={24}
          tickLine={false}
          height={34}
          label={{ ...axisLabel, value: axisWords[distribution.kind], position: 'insideBottom', offset: 0 }}
        />
        <YAxis
          width={56}
          label={{
            ...axisLabel,
            value: '% of new connections',
            angle: -90,
            position: 'insideLeft',
            offset: 8,
            style: middle,
          }}
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={[...ticks]}
          tick={tick}
          stroke="var(--line-strong)"
          tickLine={false}
          tickFormatter={(share: number) => `${Number((share * 100).toPrecision(2))} %`}
        />
        <Tooltip content={ShareTooltip} cursor={{ fill: 'var(--surface-hover)' }} isAnimationActive={false} />
        {series(shape, viewed)}
        {fairShare !== null && (
          <ReferenceLine y={fairShare} stroke="var(--series-fair)" strokeDasharray="4 3" ifOverflow="extendDomain" />
        )}
      </Chart>
    </ResponsiveContainer>
  );
}

/** Both policies, the one looked at in full colour. */
function series(shape: ChartData['shape'], viewed: TrafficPolicy) {
  return (['Cluster', 'Local'] as const).map((policy) => {
    const isViewed = policy === viewed;
    const common = { dataKey: policy, fill: colours[policy], isAnimationActive: false };
    return shape === 'bars' ? (
      <Bar key={policy} {...common} fillOpacity={isViewed ? 0.9 : 0.4} />
    ) : (
      <Area key={policy} {...common} type="stepAfter" stroke={colours[policy]} fillOpacity={isViewed ? 0.3 : 0.1} />
    );
  });
}

interface TooltipInput {
  readonly active?: boolean;
  readonly payload?: ReadonlyArray<{ readonly payload?: unknown }>;
}

function ShareTooltip({ active, payload }: TooltipInput) {
  const point = payload?.[0]?.payload;
  if (active !== true || !isPoint(point)) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-2 py-1 text-xs shadow-raised">
      <div className="font-mono">{point.name}</div>
      {(['Cluster', 'Local'] as const).map((policy) => (
        <div key={policy} className="flex justify-between gap-4">
          <span>{policy}</span>
          <span>{formatShare(point[policy])}</span>
        </div>
      ))}
    </div>
  );
}

function isPoint(value: unknown): value is ChartPoint {
  return typeof value === 'object' && value !== null && 'Cluster' in value && 'Local' in value && 'name' in value;
}
