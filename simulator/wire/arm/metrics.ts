import type { LoadBalancer, Rule } from '../../azure/cloud.ts';
import { frontendAddress } from '../../azure/frontends.ts';
import { membersHealth } from '../../azure/member-health.ts';
import { memberKey } from '../../azure/prober.ts';
import { type ProbeState, probeKey } from '../../azure/probing.ts';
import type { World } from '../../kernel/world.ts';
import type { Series } from './metric-series.ts';
import { allocatedSeries, connectionSeries, usedSeries } from './snat-metrics.ts';

const MINUTE = 60_000;

export interface MetricQuery {
  readonly names: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Dimensions the series are split by, lower case. */
  readonly splitBy: readonly string[];
}

/** The share of a minute a member was up, in percent. */
function availability(state: ProbeState | undefined, minute: number): number {
  if (state === undefined) return 0;
  const turns = state.turns ?? [];
  const start = minute * MINUTE;
  const before = turns.filter((turn) => turn.at <= start).at(-1);
  const first = turns[0];
  let up = before?.up ?? (first === undefined ? state.up : !first.up);
  let at = start;
  let total = 0;
  for (const turn of turns) {
    if (turn.at <= start || turn.at >= start + MINUTE) continue;
    if (up) total += turn.at - at;
    up = turn.up;
    at = turn.at;
  }
  if (up) total += start + MINUTE - at;
  return (100 * total) / MINUTE;
}

const addressOf = (world: World, lb: LoadBalancer, rule: Rule): string => {
  const frontend = lb.frontends.find((one) => one.name === rule.frontend);
  return (frontend === undefined ? undefined : frontendAddress(world, frontend)) ?? '';
};

function dipSeries(world: World, lb: LoadBalancer): Series[] {
  return lb.rules.flatMap((rule) => {
    const { probe } = rule;
    if (probe === null) return [];
    const states = world.probing.states.get(probeKey(lb.name, probe));
    const members = lb.pools.find((pool) => pool.name === rule.pool)?.members ?? [];
    return members.map((member) => ({
      dimensions: {
        protocoltype: rule.protocol,
        backendport: `${rule.backendPort}`,
        frontendipaddress: addressOf(world, lb, rule),
        frontendport: `${rule.frontendPort}`,
        backendipaddress: member.ip,
      },
      valueAt: (minute: number) => availability(states?.get(memberKey(member)), minute),
    }));
  });
}

const vipSeries = (world: World, lb: LoadBalancer): Series[] =>
  lb.rules.map((rule) => ({
    dimensions: { frontendipaddress: addressOf(world, lb, rule), frontendport: `${rule.frontendPort}` },
    valueAt: () => (membersHealth(world, lb, rule).some((one) => one.state === 'Up') ? 100 : 0),
  }));

const synSeries = (world: World, lb: LoadBalancer): Series[] =>
  lb.rules.map((rule) => {
    const address = addressOf(world, lb, rule);
    const counts = world.traffic.newConnections.get(`${address}:${rule.frontendPort}`);
    return {
      dimensions: { frontendipaddress: address, frontendport: `${rule.frontendPort}`, direction: 'In' },
      valueAt: (minute: number) => counts?.get(minute) ?? 0,
    };
  });

interface Metric {
  readonly unit: string;
  readonly aggregation: 'average' | 'total';
  readonly display: string;
  readonly series: (world: World, lb: LoadBalancer) => Series[];
}

const METRICS: Readonly<Record<string, Metric>> = {
  dipavailability: { unit: 'Count', aggregation: 'average', display: 'Health Probe Status', series: dipSeries },
  vipavailability: { unit: 'Count', aggregation: 'average', display: 'Data Path Availability', series: vipSeries },
  syncount: { unit: 'Count', aggregation: 'total', display: 'SYN Count', series: synSeries },
  snatconnectioncount: {
    unit: 'Count',
    aggregation: 'total',
    display: 'SNAT Connection Count',
    series: connectionSeries,
  },
  usedsnatports: { unit: 'Count', aggregation: 'average', display: 'Used SNAT Ports', series: usedSeries },
  allocatedsnatports: {
    unit: 'Count',
    aggregation: 'average',
    display: 'Allocated SNAT Ports',
    series: allocatedSeries,
  },
};

/** Series with the same values of the asked dimensions become one. */
function combine(series: readonly Series[], splitBy: readonly string[], aggregation: Metric['aggregation']): Series[] {
  const groups = new Map<string, { dimensions: Record<string, string>; members: Series[] }>();
  for (const one of series) {
    const dimensions = Object.fromEntries(
      splitBy.flatMap((name) => (one.dimensions[name] === undefined ? [] : [[name, one.dimensions[name]]])),
    );
    const id = JSON.stringify(dimensions);
    const group = groups.get(id) ?? { dimensions, members: [] };
    group.members.push(one);
    groups.set(id, group);
  }
  return [...groups.values()].map(({ dimensions, members }) => ({
    dimensions,
    valueAt: (minute) => {
      const values = members.flatMap((one) => one.valueAt(minute) ?? []);
      if (values.length === 0) return null;
      const sum = values.reduce((total, value) => total + value, 0);
      return aggregation === 'total' ? sum : sum / values.length;
    },
  }));
}

export interface MetricResult {
  readonly name: string;
  readonly display: string;
  readonly unit: string;
  readonly series: readonly {
    readonly dimensions: Readonly<Record<string, string>>;
    readonly data: readonly object[];
  }[];
}

/** Points of a series, a minute each. The newest minute is there, but its value is not yet. */
function points(world: World, series: Series, query: MetricQuery, aggregation: Metric['aggregation']): object[] {
  const last = Math.floor(Math.min(query.to, world.now) / MINUTE);
  const found: object[] = [];
  for (let minute = Math.ceil(query.from / MINUTE); minute <= last; minute++) {
    const timeStamp = new Date(minute * MINUTE).toISOString().replace('.000Z', 'Z');
    const isSettled = (minute + 1) * MINUTE <= world.now - MINUTE;
    const value = isSettled ? series.valueAt(minute) : null;
    found.push(value === null ? { timeStamp } : { timeStamp, [aggregation]: value });
  }
  return found;
}

export function queryMetrics(world: World, lb: LoadBalancer, query: MetricQuery): MetricResult[] {
  return query.names.flatMap((name) => {
    const metric = METRICS[name.toLowerCase()];
    if (metric === undefined) return [];
    const series = combine(metric.series(world, lb), query.splitBy, metric.aggregation);
    return {
      name,
      display: metric.display,
      unit: metric.unit,
      series: series.map((one) => ({
        dimensions: one.dimensions,
        data: points(world, one, query, metric.aggregation),
      })),
    };
  });
}
