import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { ShownPodState, ShownVerdict } from '../shown-state.ts';
import type { Tone } from '../status-vocabulary.ts';

/** Nodes or pods that stand together: a pool in a zone. */
export interface MapGroup {
  readonly key: string;
  readonly label: string;
}

export interface MapNode {
  /** `node:<name>`, as a link holds it. */
  readonly id: string;
  readonly name: string;
  readonly group: MapGroup;
  readonly spot: boolean;
  readonly verdict: ShownVerdict;
  readonly tone: Tone;
  /** Never hidden in a crowd. */
  readonly wrong: boolean;
  /** Share of new connections that enters here. */
  readonly share: number;
  /** Part of it that goes no further. */
  readonly lost: number;
}

export interface MapPod {
  /** `pod:<namespace>/<name>`. */
  readonly id: string;
  readonly name: string;
  readonly group: MapGroup;
  /** Id of its node; null: none is known. */
  readonly nodeId: string | null;
  readonly spot: boolean;
  readonly state: ShownPodState;
  readonly tone: Tone;
  readonly wrong: boolean;
  readonly share: number;
}

/** Who sends what to whom, for one port and family under one policy. Shares are of all new connections. */
export interface RoutingModel {
  readonly policy: TrafficPolicy;
  /** Address and port that clients use. */
  readonly frontends: readonly string[];
  /** By pool, zone and name: the same order under both policies. */
  readonly nodes: readonly MapNode[];
  /** In the order of their nodes. */
  readonly pods: readonly MapPod[];
  readonly lostShare: number;
  /** Local: a node hands on to its own pods only. Otherwise any node hands on to any pod. */
  readonly direct: boolean;
}
