export type ProbeResult = 'success' | 'http-status' | 'unreachable' | 'no-response';

/** What the load balancer thinks of one member for one probe. */
export interface ProbeState {
  up: boolean;
  /** Results in a row that speak against `up`. */
  streak: number;
  /** null until the first result. */
  last: ProbeResult | null;
  /** A probe that got no answer counts as failed when the next one is due. */
  unanswered: boolean;
  ticks: number;
  /** When `up` changed, newest last; null while it never did. */
  turns: { readonly at: number; readonly up: boolean }[] | null;
}

/** The prober's memory: by load balancer and probe, then by member. */
export interface Probing {
  readonly states: Map<string, Map<string, ProbeState>>;
  /** Set while the cluster is being built: members come up at once. */
  isSettling: boolean;
}

export const emptyProbing = (): Probing => ({ states: new Map(), isSettling: false });

export const newProbeState = (): ProbeState => ({
  up: false,
  streak: 0,
  last: null,
  unanswered: false,
  ticks: 0,
  turns: null,
});

export const probeKey = (loadBalancer: string, probe: string): string => `${loadBalancer}/${probe}`;

export const isFailure = (result: ProbeResult): boolean => result !== 'success';

const TURNS_KEPT = 200;

/** Counts one result; it takes `threshold` in a row to turn a member, in either direction. */
export function countResult(state: ProbeState, result: ProbeResult, threshold: number, at: number): void {
  state.last = result;
  if (isFailure(result) !== state.up) {
    state.streak = 0;
    return;
  }
  state.streak++;
  if (state.streak < threshold) return;
  state.up = !state.up;
  state.streak = 0;
  state.turns = [...(state.turns ?? []).slice(-TURNS_KEPT), { at, up: state.up }];
}
