import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { usableAt } from '../endpoints/forwarding-table.ts';
import { drainingWindowSeconds } from './draining-node.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';

/** What the load balancer may not have noticed yet of nodes whose last ready endpoint went, or first one came. */
export interface SettlingNodes {
  /** Names of nodes without a usable endpoint that may still get new connections, in their order. */
  readonly losing: readonly string[];
  /** How many nodes of the rotation may not get any yet. */
  readonly joining: number;
  /** Upper bound of the time from the turn until the load balancer acts on it. */
  readonly windowSeconds: number;
}

/**
 * Null: no node turned within the window, nobody watched, or the probe in force is not that of the health-check port
 * of a `Local` Service. docs/model.md "While a probe has not noticed".
 */
export function settlingNodes(service: ServiceModel, port: PortModel, model: ClusterModel): SettlingNodes | null {
  if (service.service.externalTrafficPolicy !== 'Local' || !asksHealthCheckPort(service, port)) return null;
  const windowSeconds = drainingWindowSeconds(port, model);
  const turned = turnsSince(service.slices ?? [], Date.parse(model.snapshot.takenAt) - windowSeconds * 1000);
  if (turned.size === 0) return null;
  const losing: string[] = [];
  let joining = 0;
  for (const [name, at] of turned) {
    const node = model.nodesByName.get(name);
    if (node === undefined) continue;
    if (service.readyNodes?.has(name)) {
      if (port.policies.Local.rotation.includes(node) && !port.observations.has(name)) joining++;
    } else if (mayStillGet(port, node, at)) losing.push(name);
  }
  return losing.length === 0 ? null : { losing: losing.toSorted(), joining, windowSeconds };
}

/** The probe answers for the ready endpoints of the node, and traffic gets as far as that. */
function asksHealthCheckPort({ service }: ServiceModel, port: PortModel): boolean {
  const { expectation, blocked } = port.policies.Local;
  return (
    port.state === 'present' &&
    !blocked &&
    port.shutOut === null &&
    port.probe !== null &&
    port.probe.port === service.healthCheckNodePort &&
    expectation.kind === 'listed-nodes'
  );
}

/** It drops what comes, and nothing says that nothing comes. `at`: when it lost its last ready endpoint, in milliseconds. */
function mayStillGet(port: PortModel, node: NodeFacts, at: number): boolean {
  const { rotation, table } = port.policies.Local;
  if (!port.pool.names.has(node.name) || rotation.includes(node) || usableAt(table, node).length > 0) return false;
  // A dead machine was out before its endpoints turned.
  if (node.lost || port.observations.has(node.name) || port.pool.adminStates.has(node.name)) return false;
  const seen = port.seen.get(node.name);
  return !(seen !== undefined && /^down_/i.test(seen.reason) && Date.parse(seen.observedAt) >= at);
}

/** The last turn of each node that turned after a moment, in milliseconds. */
function turnsSince(slices: readonly EndpointSlice[], afterMs: number): ReadonlyMap<string, number> {
  let found: Map<string, number> | null = null;
  for (const { turns } of slices) {
    for (const node in turns) {
      const at = Date.parse(turns[node] ?? '');
      if (!(at > afterMs)) continue;
      found ??= new Map();
      found.set(node, Math.max(at, found.get(node) ?? at));
    }
  }
  return found ?? NONE;
}

const NONE: ReadonlyMap<string, number> = new Map();

/** Moments, in milliseconds, at which what is said of turned nodes changes without any object changing. */
export function settlingMoments(
  slices: readonly EndpointSlice[],
  ports: readonly PortModel[],
  model: ClusterModel,
): readonly number[] {
  const turns = slices.flatMap((slice) => Object.values(slice.turns));
  if (turns.length === 0) return [];
  const windows = new Set(ports.map((port) => drainingWindowSeconds(port, model)));
  return [...windows].flatMap((seconds) => turns.map((at) => Date.parse(at) + seconds * 1000));
}
