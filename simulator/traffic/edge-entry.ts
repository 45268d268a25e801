/** One request as the edge in front of the cluster logged it. */
export interface EdgeEntry {
  readonly rayId: string;
  readonly colo: string;
  readonly startedAt: number;
  /** A failure is logged when the edge gives up, which may be long after it began. */
  readonly endedAt: number;
  readonly edgeStatus: number;
  /** 0 when the origin did not answer. */
  readonly originStatus: number;
  readonly originIp: string;
  /** 0 on a connection that was already open. */
  readonly handshakeMs: number;
  readonly clientIp: string;
  readonly host: string;
  readonly path: string;
}

/** The line of a log push job with the fields that matter here. */
export const edgeLine = (entry: EdgeEntry): string =>
  JSON.stringify({
    RayID: entry.rayId,
    EdgeStartTimestamp: new Date(entry.startedAt).toISOString(),
    EdgeEndTimestamp: new Date(entry.endedAt).toISOString(),
    EdgeResponseStatus: entry.edgeStatus,
    OriginResponseStatus: entry.originStatus,
    OriginIP: entry.originIp,
    OriginTCPHandshakeDurationMs: entry.handshakeMs,
    OriginResponseDurationMs: entry.originStatus === 0 ? 0 : entry.endedAt - entry.startedAt,
    EdgeColoCode: entry.colo,
    EdgeServerIP: '172.69.10.1',
    ClientIP: entry.clientIp,
    ClientRequestHost: entry.host,
    ClientRequestMethod: 'GET',
    ClientRequestPath: entry.path,
    ClientRequestURI: entry.path,
    ClientRequestProtocol: 'HTTP/2',
    ClientRequestSource: 'eyeball',
    CacheCacheStatus: 'dynamic',
  });
