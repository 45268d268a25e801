import type { ForwardingTable } from '../endpoints/forwarding-table.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';

/** How likely a try of a load-balanced probe meets an endpoint nobody answers for. */
export interface ProbeChance {
  /** Of the nodes that are worst off: they differ where topology hints narrow the choice. Between 0 and 1. */
  readonly perTry: number;
  /** Of that set. */
  readonly dead: number;
  readonly usable: number;
  /** Every set that nodes choose from holds dead endpoints only. */
  readonly everywhere: boolean;
}

/** docs/model.md "Probes": a probe of a `Cluster` node port is load-balanced itself. Null: it meets no dead endpoint. */
export function probeChance(
  table: ForwardingTable,
  endpoints: readonly ServiceEndpoint[],
  isDead: (endpoint: ServiceEndpoint) => boolean,
): ProbeChance | null {
  if (!endpoints.some((endpoint) => isDead(endpoint))) return null;
  let worst: Omit<ProbeChance, 'everywhere'> | null = null;
  let everywhere = true;
  for (const set of [table.other, ...table.byZone.values(), ...table.byNode.values()]) {
    if (set.length === 0) continue;
    const dead = set.filter((index) => {
      const endpoint = endpoints[index];
      return endpoint !== undefined && isDead(endpoint);
    }).length;
    if (dead < set.length) everywhere = false;
    const perTry = dead / set.length;
    if (dead > 0 && (worst === null || perTry > worst.perTry)) worst = { perTry, dead, usable: set.length };
  }
  return worst === null ? null : { ...worst, everywhere };
}

/**
 * Part of the time that a node is marked down when each try fails with the probability `perTry` and `threshold` equal
 * answers in a row turn it either way; and how many tries it stays up on average before. Derived; docs/model.md "Probes".
 */
export function flapping(perTry: number, threshold: number): { readonly downShare: number; readonly triesUp: number } {
  const triesUp = triesUntilInARow(perTry, threshold);
  const triesDown = triesUntilInARow(1 - perTry, threshold);
  if (triesDown === Number.POSITIVE_INFINITY) return { downShare: 1, triesUp };
  return { downShare: triesDown / (triesUp + triesDown), triesUp };
}

/** Mean number of tries until `times` of the probability `chance` came in a row. */
function triesUntilInARow(chance: number, times: number): number {
  if (chance >= 1) return times;
  if (chance <= 0) return Number.POSITIVE_INFINITY;
  return (1 - chance ** times) / ((1 - chance) * chance ** times);
}
