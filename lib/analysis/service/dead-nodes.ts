import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import type { LocatedPort, ServiceParts } from './located-port.ts';
import type { Observation, Observations } from './observation.ts';

const NOBODY: Observations = new Map();

/**
 * Nodes of which both sides hear nothing: the API server no heartbeat, and the load balancer no answer on any rule of
 * the Service since. Nothing that is sent to their pods is answered. Each with one of these answers, which holds
 * whatever the policy. Under `Local` a node without an endpoint is down anyway and proves nothing.
 * docs/model.md "Endpoints nobody answers for".
 */
export function deadNodes(
  ports: readonly LocatedPort[],
  { service, hostNames }: ServiceParts,
  model: ClusterModel,
): Observations {
  let dead: Map<string, Observation> | null = null;
  for (const node of model.noteworthy) {
    if (!node.lost) continue;
    if (service.externalTrafficPolicy === 'Local' && !hostNames.has(node.name)) continue;
    const answers = ports.flatMap(({ observations }) => observations.get(node.name) ?? []);
    const down = answers.find((answer) => answer.state === 'down');
    if (down === undefined || answers.some((answer) => answer.state === 'up')) continue;
    dead ??= new Map();
    dead.set(node.name, down);
  }
  return dead ?? NOBODY;
}

/** The same endpoints, those on dead nodes `gone`. */
export function withDeadNodes(
  endpoints: readonly ServiceEndpoint[],
  dead: ReadonlyMap<string, unknown>,
): readonly ServiceEndpoint[] {
  return endpoints.map((endpoint) =>
    endpoint.nodeName !== null && dead.has(endpoint.nodeName) ? { ...endpoint, gone: true } : endpoint,
  );
}
