import type { Family } from '../control-plane/desired-endpoints.ts';
import type { EndpointSlice, SliceEndpoint } from '../objects/endpoint-slice.ts';
import { keyOf } from '../objects/resources.ts';
import type { Service, ServicePort } from '../objects/service.ts';

/** An endpoint as kube-proxy sees it. Absent conditions mean: ready, serving, not terminating. */
export interface ProxyEndpoint {
  readonly ip: string;
  readonly port: number;
  readonly node: string | null;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
}

export interface ProxyPort {
  readonly name: string;
  readonly protocol: ServicePort['protocol'];
  readonly port: number;
  /** null when the Service asked for no node ports. */
  readonly nodePort: number | null;
  readonly endpoints: Readonly<Record<Family, readonly ProxyEndpoint[]>>;
}

/** Everything a kube-proxy needs to know of one Service. Never changed in place: a new state is a new object. */
export interface ServiceRules {
  readonly service: string;
  readonly policy: 'Cluster' | 'Local';
  readonly healthCheckNodePort: number | null;
  /** Addresses in the Service's status: what kube-proxy takes packets for. */
  readonly frontendIPs: readonly string[];
  readonly sourceRanges: readonly string[];
  readonly clientAffinity: boolean;
  readonly ports: readonly ProxyPort[];
  /** Ready endpoints by node, over all ports: what the health-check node port counts. */
  readonly readyByNode: ReadonlyMap<string, number>;
}

const toEndpoint = (endpoint: SliceEndpoint, ip: string, port: number): ProxyEndpoint => ({
  ip,
  port,
  node: endpoint.nodeName ?? null,
  ready: endpoint.conditions.ready ?? true,
  serving: endpoint.conditions.serving ?? true,
  terminating: endpoint.conditions.terminating ?? false,
  zoneHints: endpoint.hints?.forZones?.map((hint) => hint.name) ?? [],
  nodeHints: endpoint.hints?.forNodes?.map((hint) => hint.name) ?? [],
});

function endpointsOf(port: ServicePort, slices: readonly EndpointSlice[], family: Family): ProxyEndpoint[] {
  const found = new Map<string, ProxyEndpoint>();
  for (const slice of slices) {
    if (slice.addressType !== family) continue;
    for (const one of slice.ports) {
      if ((one.name ?? '') !== (port.name ?? '') || one.protocol !== port.protocol || one.port == null) continue;
      for (const endpoint of slice.endpoints)
        for (const ip of endpoint.addresses) found.set(`${ip}:${one.port}`, toEndpoint(endpoint, ip, one.port));
    }
  }
  return [...found.values()];
}

function countReady(slices: readonly EndpointSlice[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const family of ['IPv4', 'IPv6'] as const) {
    const ips = new Map<string, Set<string>>();
    for (const slice of slices) {
      // Pods that serve no port of the Service are in a slice without ports, and nothing is made of these.
      if (slice.addressType !== family || slice.ports.length === 0) continue;
      for (const endpoint of slice.endpoints) {
        if (endpoint.nodeName === undefined || endpoint.conditions.ready === false) continue;
        const set = ips.get(endpoint.nodeName) ?? new Set();
        for (const ip of endpoint.addresses) set.add(ip);
        ips.set(endpoint.nodeName, set);
      }
    }
    // Two families of the same pods count once.
    for (const [node, set] of ips) counts.set(node, Math.max(counts.get(node) ?? 0, set.size));
  }
  return counts;
}

/** What kube-proxy programs for a Service and its slices; null for a Service no outside packet can reach. */
export function serviceRules(service: Service, slices: readonly EndpointSlice[]): ServiceRules | null {
  const { spec } = service;
  if (spec.type !== 'LoadBalancer' && spec.type !== 'NodePort') return null;
  const policy = spec.externalTrafficPolicy ?? 'Cluster';
  return {
    service: keyOf(service),
    policy,
    healthCheckNodePort: policy === 'Local' ? (spec.healthCheckNodePort ?? null) : null,
    frontendIPs: (service.status.loadBalancer.ingress ?? []).flatMap((entry) => entry.ip ?? []),
    sourceRanges: spec.loadBalancerSourceRanges ?? [],
    clientAffinity: spec.sessionAffinity === 'ClientIP',
    ports: spec.ports.map((port) => ({
      name: port.name ?? '',
      protocol: port.protocol,
      port: port.port,
      nodePort: port.nodePort || null,
      endpoints: { IPv4: endpointsOf(port, slices, 'IPv4'), IPv6: endpointsOf(port, slices, 'IPv6') },
    })),
    readyByNode: countReady(slices),
  };
}
