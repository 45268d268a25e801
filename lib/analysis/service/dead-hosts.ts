import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import type { LocatedPort } from './located-port.ts';

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Hosts of which both sides hear nothing: the API server no heartbeat, and the load balancer no answer on any rule of
 * the Service since. Nothing that is sent to their pods is answered. docs/model.md "Endpoints nobody answers for".
 */
export function deadHosts(
  ports: readonly LocatedPort[],
  hostNames: ReadonlySet<string>,
  model: ClusterModel,
): ReadonlySet<string> {
  let dead: Set<string> | null = null;
  for (const node of model.noteworthy) {
    if (!node.lost || !hostNames.has(node.name)) continue;
    const states = ports.flatMap(({ observations }) => observations.get(node.name)?.state ?? []);
    if (!states.includes('down') || states.includes('up')) continue;
    dead ??= new Set();
    dead.add(node.name);
  }
  return dead ?? NOBODY;
}

/** The same endpoints, those on dead hosts `gone`. */
export function withDeadHosts(
  endpoints: readonly ServiceEndpoint[],
  dead: ReadonlySet<string>,
): readonly ServiceEndpoint[] {
  return endpoints.map((endpoint) =>
    endpoint.nodeName !== null && dead.has(endpoint.nodeName) ? { ...endpoint, gone: true } : endpoint,
  );
}
