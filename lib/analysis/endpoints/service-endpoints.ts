import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import type { IpFamily, ServicePort } from '../../snapshot/service.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';

export type EndpointState = 'ready' | 'serving-terminating' | 'terminating' | 'not-ready';

/** One endpoint of one (port, family) of a Service. */
export interface ServiceEndpoint {
  readonly address: string;
  readonly state: EndpointState;
  readonly nodeName: string | null;
  /** Null: it names none, or there is none of that name. */
  readonly node: NodeFacts | null;
  /** The node that it names does not exist; kube-proxy chooses it until its pod is collected, and nobody answers. */
  readonly gone: boolean;
  readonly zone: string | null;
  readonly podNamespace: string | null;
  readonly podName: string | null;
  readonly hintZones: readonly string[];
  readonly hintNodes: readonly string[];
}

/**
 * The endpoints behind one Service port of one family, each address once (the most usable state wins).
 * docs/model.md "Endpoint choice": `ready` of the condition decides, never the pod and never `terminating`.
 */
export function endpointsOfPort(
  slices: readonly EndpointSlice[],
  port: ServicePort,
  family: IpFamily,
  nodesByName: ReadonlyMap<string, NodeFacts>,
): readonly ServiceEndpoint[] {
  const byAddress = new Map<string, ServiceEndpoint>();
  const onePort = slices.length === 1 && slices[0]?.ports.length === 1;
  for (const slice of slices) {
    if (slice.family !== family) continue;
    for (const slicePort of slice.ports) {
      if (slicePort.name !== port.name || slicePort.protocol !== port.protocol) continue;
      for (const endpoint of slice.endpoints) {
        const key = onePort ? endpoint.address : `${endpoint.address} ${slicePort.port}`;
        const state = endpointState(endpoint);
        const known = byAddress.get(key);
        if (known && STATE_RANK[known.state] <= STATE_RANK[state]) continue;
        const { nodeName } = endpoint;
        const node = nodeName === null ? null : (nodesByName.get(nodeName) ?? null);
        byAddress.set(key, {
          address: endpoint.address,
          state,
          nodeName,
          node,
          gone: nodeName !== null && node === null && nodesByName.size > 0,
          zone: endpoint.zone,
          podNamespace: endpoint.podNamespace,
          podName: endpoint.podName,
          hintZones: endpoint.hintZones,
          hintNodes: endpoint.hintNodes,
        });
      }
    }
  }
  return [...byAddress.values()];
}

const STATE_RANK: Readonly<Record<EndpointState, number>> = {
  ready: 0,
  'serving-terminating': 1,
  terminating: 2,
  'not-ready': 3,
};

function endpointState(conditions: {
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}): EndpointState {
  if (conditions.ready) return 'ready';
  if (conditions.terminating) return conditions.serving ? 'serving-terminating' : 'terminating';
  return 'not-ready';
}

/**
 * Nodes for which kube-proxy's health-check port answers 200: at least one ready endpoint of any port of the
 * Service there. docs/model.md "Health-check node port".
 */
export function nodesWithReadyEndpoint(slices: readonly EndpointSlice[]): ReadonlySet<string> {
  const nodes = new Set<string>();
  for (const slice of slices) {
    if (slice.ports.length === 0) continue;
    for (const endpoint of slice.endpoints) {
      if (endpoint.ready && endpoint.nodeName !== null) nodes.add(endpoint.nodeName);
    }
  }
  return nodes;
}

/** Nodes with a ready endpoint; without any ready one, those with one that terminates and still serves. */
export function usableHosts(endpoints: readonly ServiceEndpoint[]): ReadonlySet<string> {
  const ready = hostsInState(endpoints, 'ready');
  const anyReady = ready.size > 0 || endpoints.some((endpoint) => endpoint.state === 'ready');
  return anyReady ? ready : hostsInState(endpoints, 'serving-terminating');
}

function hostsInState(endpoints: readonly ServiceEndpoint[], state: EndpointState): ReadonlySet<string> {
  const hosts = new Set<string>();
  for (const { state: own, nodeName } of endpoints) if (own === state && nodeName !== null) hosts.add(nodeName);
  return hosts;
}
