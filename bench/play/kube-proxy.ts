import type {
  WireEndpoint,
  WireEndpointSlice,
  WireNode,
  WireService,
  WireServicePort,
} from '../wire/kubernetes-objects.ts';

/** What a node's kube-proxy does with a new connection from outside, and the endpoints it may choose. */
export interface PacketFate {
  readonly verdict: 'accept' | 'drop' | 'reject';
  /** Each equally likely. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly address: string;
  /** Null: on no node. */
  readonly node: string | null;
}

/**
 * kube-proxy's choice for one (Service port, node), played from the raw objects: upstream topology.go as
 * docs/model.md "Endpoint choice" states it. Written apart from lib/analysis so that one can check the other.
 */
export function packetFate(
  service: WireService,
  port: WireServicePort,
  slices: readonly WireEndpointSlice[],
  node: WireNode,
): PacketFate {
  const endpoints = endpointsBehind(service, port, slices);
  const ready = endpoints.filter(isReady);
  const leaving = endpoints.filter((endpoint) => isServing(endpoint) && isTerminating(endpoint));
  if (ready.length === 0 && leaving.length === 0) return { verdict: 'reject', choices: [] };
  const usable =
    service.spec.externalTrafficPolicy === 'Local'
      ? onNode(ready, leaving, node.metadata.name)
      : anywhere(ready, leaving, node);
  return usable.length === 0 ? { verdict: 'drop', choices: [] } : { verdict: 'accept', choices: usable.map(choiceOf) };
}

function onNode(
  ready: readonly WireEndpoint[],
  leaving: readonly WireEndpoint[],
  node: string,
): readonly WireEndpoint[] {
  const here = ready.filter((endpoint) => endpoint.nodeName === node);
  return here.length > 0 ? here : leaving.filter((endpoint) => endpoint.nodeName === node);
}

function anywhere(
  ready: readonly WireEndpoint[],
  leaving: readonly WireEndpoint[],
  node: WireNode,
): readonly WireEndpoint[] {
  if (ready.length === 0) return leaving;
  const byNode = hinted(ready, (endpoint) => endpoint.hints?.forNodes, node.metadata.name);
  if (byNode !== null) return byNode;
  const zone = node.metadata.labels?.['topology.kubernetes.io/zone'];
  const byZone = zone === undefined ? null : hinted(ready, (endpoint) => endpoint.hints?.forZones, zone);
  return byZone ?? ready;
}

/** Null: the hints do not apply, because one endpoint has none or none hints this place. */
function hinted(
  ready: readonly WireEndpoint[],
  hintsOf: (endpoint: WireEndpoint) => readonly { readonly name: string }[] | undefined,
  place: string,
): readonly WireEndpoint[] | null {
  if (ready.some((endpoint) => (hintsOf(endpoint) ?? []).length === 0)) return null;
  const chosen = ready.filter((endpoint) => hintsOf(endpoint)?.some((hint) => hint.name === place));
  return chosen.length > 0 ? chosen : null;
}

/** kube-proxy's health-check node port: ready endpoints on the node, of any port of the Service. */
export function answersHealthCheck(
  service: WireService,
  slices: readonly WireEndpointSlice[],
  node: WireNode,
): boolean {
  return service.spec.ports.some((port) =>
    endpointsBehind(service, port, slices).some(
      (endpoint) => isReady(endpoint) && endpoint.nodeName === node.metadata.name,
    ),
  );
}

const REMOVAL_TAINT = 'ToBeDeletedByClusterAutoscaler';

/** Port 10256, path /healthz. */
export function answersProxyHealth(node: WireNode): boolean {
  const tainted = node.spec.taints?.some((taint) => taint.key === REMOVAL_TAINT) === true;
  return node.metadata.deletionTimestamp === undefined && !tainted;
}

/** Each address once. */
function endpointsBehind(
  service: WireService,
  port: WireServicePort,
  slices: readonly WireEndpointSlice[],
): readonly WireEndpoint[] {
  const found = new Map<string, WireEndpoint>();
  for (const slice of slices) {
    if (slice.metadata.namespace !== service.metadata.namespace) continue;
    if (slice.metadata.labels?.['kubernetes.io/service-name'] !== service.metadata.name) continue;
    const carried = slice.ports?.some(
      (each) => (each.name ?? '') === (port.name ?? '') && (each.protocol ?? 'TCP') === port.protocol,
    );
    if (carried !== true) continue;
    for (const endpoint of slice.endpoints ?? []) found.set(addressOf(endpoint), endpoint);
  }
  return [...found.values()];
}

function choiceOf(endpoint: WireEndpoint): Choice {
  return { address: addressOf(endpoint), node: endpoint.nodeName ?? null };
}

function addressOf(endpoint: WireEndpoint): string {
  return endpoint.addresses[0] ?? '';
}

function isReady(endpoint: WireEndpoint): boolean {
  return endpoint.conditions.ready !== false;
}

function isServing(endpoint: WireEndpoint): boolean {
  return endpoint.conditions.serving !== false;
}

function isTerminating(endpoint: WireEndpoint): boolean {
  return endpoint.conditions.terminating === true;
}
