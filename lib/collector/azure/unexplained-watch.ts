import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import type { Loaded, Snapshot } from '../../snapshot/snapshot.ts';
import type { Clock } from '../../sources/kubernetes/clock.ts';
import { allExplained, type Unexplained, unexplainedMembers } from './unexplained-members.ts';

/** Members are compared with nodes this often, however often either changes. */
const LOOK_MS = 15_000;
/** Nodes and pool members come and go some seconds apart: whoever is odd for longer is worth expensive reads. */
const PATIENCE_MS = 45_000;

export interface UnexplainedWatch {
  /** What is needed to name members that have been odd for a while. */
  current(): Unexplained;
}

export function createUnexplainedWatch(
  clock: Clock,
  loadBalancers: () => Loaded<LoadBalancer>,
  nodes: () => Snapshot['kubernetes']['nodes'],
): UnexplainedWatch {
  let firstSeenMs = new Map<string, number>();
  let ofSingleMachines = false;
  let lookedAtMs = Number.NEGATIVE_INFINITY;

  function look(): void {
    const known = nodes();
    const { scaleSetIds, ofSingleMachines: single } =
      known === null ? allExplained : unexplainedMembers(loadBalancers() ?? [], known);
    firstSeenMs = new Map(scaleSetIds.map((id) => [id, firstSeenMs.get(id) ?? clock.now()]));
    ofSingleMachines = single;
    lookedAtMs = clock.now();
  }

  return {
    current() {
      if (clock.now() - lookedAtMs >= LOOK_MS) look();
      const odd = [...firstSeenMs].filter(([, seenMs]) => clock.now() - seenMs >= PATIENCE_MS);
      return { scaleSetIds: odd.map(([id]) => id).sort(), ofSingleMachines };
    },
  };
}
