import type { MetricSeries } from '../../snapshot/load-balancer-metrics.ts';
import { metricsOf, newestPoint } from '../azure/metric-index.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { frontendAddress } from '../cluster/frontend-address.ts';
import { isFresh } from './observation.ts';
import type { PortModel } from './port-model.ts';

/** So many minutes are looked at, and in so many of them some probes succeed and some fail. */
const MINUTES = 5;
const MIXED_MIN = 3;
/** Fewer nodes, or a smaller part of them, is about these nodes, and not about what their probes travel to. */
const NODES_MIN = 3;
const NODES_SHARE = 0.8;

/** Nodes that live and whose probes fail and succeed in turn, minute after minute, as Azure Monitor measured it. */
export interface Flapping {
  readonly nodes: readonly string[];
  /** Living members with a series. */
  readonly asked: number;
  /** Percent of probes that succeeded, over the mixed minutes. */
  readonly lowest: number;
  readonly highest: number;
  readonly at: string;
}

/** Null: metrics do not show that nearly all nodes flap. docs/findings/probe-flaps-all-nodes.md. */
export function flappingNodes({ owned, pool }: PortModel, model: ClusterModel): Flapping | null {
  if (owned === null) return null;
  const metrics = metricsOf(model.snapshot, owned.loadBalancer.id);
  if (metrics === null || !metrics.hasBackends) return null;
  const address = frontendAddress(owned.loadBalancer, owned.rule, model);
  if (address === null) return null;
  const nodes: string[] = [];
  const mixed: number[] = [];
  let asked = 0;
  let newestAt = '';
  for (const series of metrics.at('DipAvailability', address, owned.rule.frontendPort)) {
    const name = series.backendIP === null ? undefined : model.lookup.byIp.get(series.backendIP);
    const node = name === undefined ? undefined : model.nodesByName.get(name);
    const newest = newestPoint(series);
    if (node === undefined || newest === null || !pool.names.has(node.name)) continue;
    if (node.lost || node.departure !== null || !isFresh(model, newest.at)) continue;
    asked++;
    const between = mixedMinutes(series);
    if (between.length < MIXED_MIN) continue;
    nodes.push(node.name);
    mixed.push(...between);
    if (newest.at > newestAt) newestAt = newest.at;
  }
  if (nodes.length < NODES_MIN || nodes.length < NODES_SHARE * asked) return null;
  return { nodes: nodes.sort(), asked, lowest: Math.min(...mixed), highest: Math.max(...mixed), at: newestAt };
}

/** Values of the last minutes with data in which some probes succeeded and some failed. */
function mixedMinutes({ values }: MetricSeries): readonly number[] {
  const known = values.filter((value) => value !== null).slice(-MINUTES);
  return known.filter((value) => value > 0 && value < 100);
}
