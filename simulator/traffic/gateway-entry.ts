/** One request as the gateway in the cluster saw it. Requests that never arrived leave none. */
export interface GatewayEntry {
  readonly at: number;
  readonly rayId: string;
  readonly colo: string;
  /** `namespace/name` of the gateway pod. */
  readonly pod: string;
  readonly podIp: string;
  readonly path: string;
  readonly host: string;
  readonly status: number;
  readonly durationMs: number;
  /** The client under Local; the entry node under Cluster. */
  readonly remoteIp: string;
  readonly remotePort: number;
  readonly frontend: string;
  readonly requestId: string;
  readonly clientIp: string;
}

/** The access log line of an Envoy gateway with JSON encoding, the Ray ID among the headers it logs. */
export const gatewayLine = (entry: GatewayEntry): string =>
  JSON.stringify({
    start_time: new Date(entry.at).toISOString(),
    cf_ray: `${entry.rayId}-${entry.colo}`,
    method: 'GET',
    path: entry.path,
    protocol: 'HTTP/1.1',
    response_code: entry.status,
    response_flags: '-',
    response_code_details: 'via_upstream',
    duration: entry.durationMs,
    x_forwarded_for: entry.clientIp,
    authority: entry.host,
    request_id: entry.requestId,
    upstream_host: `${entry.podIp}:8080`,
    upstream_cluster: 'outbound|8080||web.shop.svc.cluster.local',
    downstream_local_address: entry.frontend,
    downstream_remote_address: `${entry.remoteIp}:${entry.remotePort}`,
    route_name: 'default',
  });
