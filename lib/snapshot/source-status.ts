/** How far a source can be trusted right now. `absent`: never asked or not configured. */
export type SourceState = 'live' | 'stale' | 'partial' | 'denied' | 'absent';

export type SourceName = 'kubernetes' | 'azure' | 'probes';

/** A permission that was refused: everything the "missing permission" row needs. */
export interface Denied {
  /** Kubernetes verb (`list`) or Azure action (`Microsoft.Network/loadBalancers/read`). */
  readonly verb: string;
  /** Kubernetes `group/resource` or the ARM scope asked for. */
  readonly resource: string;
}

/** State of one resource of a source (`nodes`, `loadBalancers`, …). */
export interface ResourceStatus {
  readonly resource: string;
  readonly state: SourceState;
  /** RFC 3339; when the data now held was last known to be true. Null: never. */
  readonly observedAt: string | null;
  readonly error: string | null;
  readonly denied: Denied | null;
}

export interface SourceStatus {
  readonly state: SourceState;
  /** RFC 3339; the oldest `observedAt` of the resources that hold data. Null: no data. */
  readonly observedAt: string | null;
  readonly error: string | null;
  readonly resources: readonly ResourceStatus[];
}
