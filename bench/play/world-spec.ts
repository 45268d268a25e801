import type { ProbeMode } from '../cluster/controller-rules.ts';

export type Zone = 'westeurope-1' | 'westeurope-2' | 'westeurope-3' | '0' | null;

/** A small random cluster in words; `raw-world.ts` writes it as API objects. */
export interface NodeSpec {
  readonly zone: Zone;
  readonly spot: boolean;
  readonly ready: 'True' | 'False' | 'Unknown';
  readonly cordoned: boolean;
  readonly excluded: boolean;
  readonly beingRemoved: boolean;
  readonly deleting: boolean;
  /** In the backend pool, whatever the labels say. */
  readonly member: boolean;
}

export interface EndpointSpec {
  /** Index of a node; -1: on no node; -2: on a node that no longer exists. */
  readonly node: number;
  readonly conditions: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
  readonly hintZones: readonly string[];
  /** Indexes of nodes. */
  readonly hintNodes: readonly number[];
  /** Serves the first port only, so it stands in a slice of its own. */
  readonly firstPortOnly: boolean;
}

export interface WorldSpec {
  readonly nodes: readonly NodeSpec[];
  readonly endpoints: readonly EndpointSpec[];
  readonly policy: 'Cluster' | 'Local';
  readonly ports: readonly { readonly name: string; readonly protocol: 'TCP' | 'UDP'; readonly port: number }[];
  readonly probeMode: ProbeMode;
  readonly withoutProbe: boolean;
  readonly internal: boolean;
  readonly affinity: boolean;
  /** Pool members that no Node explains. */
  readonly strangers: number;
  /** Endpoints also appear in a second, overlapping slice. */
  readonly repeated: boolean;
}
