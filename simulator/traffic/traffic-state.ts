import type { EdgeEntry } from './edge-entry.ts';
import type { GatewayEntry } from './gateway-entry.ts';

/** Requests that come in all the time, as a scenario says. */
export interface Flow {
  /** `namespace/name` of the Service they go to. */
  readonly service: string;
  readonly port: number;
  readonly requestsPerSecond: number;
  readonly host: string;
  /** Connections the edge keeps open to the origin. */
  readonly pooledConnections: number;
}

/** A connection the edge keeps open: it stays on its node and in its pod for as long as it lives. */
export interface OpenConnection {
  readonly clientIp: string;
  readonly node: string;
  readonly nodeIp: string;
  readonly pod: string;
  readonly podIp: string;
  readonly keepsClientIp: boolean;
}

export interface TrafficState {
  readonly flows: Flow[];
  /** Open connections, by the place of the flow. */
  readonly open: OpenConnection[][];
  readonly edge: EdgeEntry[];
  readonly gateway: GatewayEntry[];
  /** New connections by `address:port`, then by minute since 1970. */
  readonly newConnections: Map<string, Map<number, number>>;
}

export const emptyTraffic = (): TrafficState => ({
  flows: [],
  open: [],
  edge: [],
  gateway: [],
  newConnections: new Map(),
});

const ENTRIES_KEPT = 50_000;

/** Adds to a log that keeps only its newest part. */
export function append<T>(log: T[], entry: T): void {
  log.push(entry);
  if (log.length > ENTRIES_KEPT * 1.1) log.splice(0, log.length - ENTRIES_KEPT);
}
