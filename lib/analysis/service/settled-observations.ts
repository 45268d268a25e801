import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { explicitMarkDownSeconds, type ProbeConfig, silentMarkDownSeconds } from '../policy/probe-config.ts';
import type { Observation, Observations } from './observation.ts';
import { podDeletionStart } from './pod-deletion-start.ts';

/**
 * Leaves out answers from before the probe can have noticed the last change that decides it: such an answer is about
 * a state that is over. docs/model.md "Windows". Changes that no object dates are not known and leave answers in.
 */
export function settledObservations(
  observations: Observations,
  endpoints: readonly ServiceEndpoint[],
  slices: readonly EndpointSlice[],
  policy: TrafficPolicy,
  probe: ProbeConfig | null,
  model: ClusterModel,
): Observations {
  if (observations.size === 0 || probe === null) return observations;
  const isLocal = policy === 'Local';
  const common = isLocal ? null : commonChange(endpoints, slices, model);
  const local = isLocal ? localChanges(endpoints, slices, model) : null;
  const settled = new Map<string, Observation>();
  for (const [node, observation] of observations) {
    const change = local === null ? common : local.get(node);
    const explicit = (change ?? 0) + (explicitMarkDownSeconds(probe)[1] + model.settings.propagationSeconds) * 1000;
    const silent = lostSince(model.nodesByName.get(node)) + silentMarkDownSeconds(probe)[1] * 1000;
    if (Date.parse(observation.observedAt) >= Math.max(explicit, silent)) settled.set(node, observation);
  }
  return settled.size === observations.size ? observations : settled;
}

/** Since when nobody hears from a node. Milliseconds; 0: the node is not lost, or nothing says since when. */
export function lostSince(node: NodeFacts | undefined): number {
  if (!node?.lost) return 0;
  const since = node.heartbeat.state === 'stopped' ? node.heartbeat.lastAt : node.readyChangedAt;
  return since === null ? 0 : Date.parse(since);
}

/** Since when some endpoint is ready without a break, or none is; null: not dated. */
function commonChange(
  endpoints: readonly ServiceEndpoint[],
  slices: readonly EndpointSlice[],
  model: ClusterModel,
): number | null {
  const ready = endpoints.filter((endpoint) => endpoint.state === 'ready').map((endpoint) => changeOf(endpoint, model));
  if (ready.length === 0) {
    const turns = slices.flatMap((slice) => Object.values(slice.turns).map(Date.parse));
    return latest([...endpoints.map((endpoint) => changeOf(endpoint, model)), ...turns]);
  }
  // One that is not dated may have been ready for ever.
  return ready.includes(null) ? null : Math.min(...ready.filter((at) => at !== null));
}

/** When each node last got or lost a ready endpoint: by its pods, and by who watched one go. Nodes not dated are left out. */
export function localChanges(
  endpoints: readonly ServiceEndpoint[],
  slices: readonly EndpointSlice[],
  model: ClusterModel,
): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  const add = (node: string, at: number): unknown => changes.set(node, Math.max(at, changes.get(node) ?? 0));
  for (const endpoint of endpoints) {
    const at = endpoint.nodeName === null ? null : changeOf(endpoint, model);
    if (endpoint.nodeName !== null && at !== null) add(endpoint.nodeName, at);
  }
  for (const { turns } of slices) for (const [node, at] of Object.entries(turns)) add(node, Date.parse(at));
  return changes;
}

/** When the pod behind an endpoint became what it is; null: not known. */
function changeOf({ address }: ServiceEndpoint, model: ClusterModel): number | null {
  const pod = model.podAt(address);
  if (!pod) return null;
  return latest([podDeletionStart(pod), pod.readyChangedAt === null ? null : Date.parse(pod.readyChangedAt)]);
}

function latest(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.max(...known);
}
