import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import { expectedProbeAt, type ProbeExpectation } from './probe-expectation.ts';

/** Who receives new connections of a rule: pool members that the load balancer counts as up. */
export interface Rotation {
  readonly pool: PoolModel;
  readonly size: number;
  /** By zone label. */
  readonly countByZone: ReadonlyMap<string | null, number>;
  readonly includes: (node: NodeFacts) => boolean;
}

/** States that win over the expectation (admin state, Azure's own answer), by node name. */
export type RotationOverrides = ReadonlyMap<string, 'up' | 'down'>;

export const noOverrides: RotationOverrides = new Map();

/**
 * docs/model.md "Traffic shares": members with an expected answer of up or no probe, corrected by what was seen.
 * With nobody up a rule sends to nobody, unless its probe says AllProbedUp.
 */
export function rotationOf(
  pool: PoolModel,
  expectation: ProbeExpectation,
  overrides: RotationOverrides,
  allProbedUp: boolean,
): Rotation {
  const includes = (node: NodeFacts): boolean => {
    if (!pool.names.has(node.name)) return false;
    const override = overrides.get(node.name);
    if (override !== undefined) return override === 'up';
    const expected = expectedProbeAt(expectation, node);
    return expected === 'up' || expected === 'unprobed';
  };
  const rotation = counted(pool, expectation, overrides, includes);
  if (rotation.size > 0 || !allProbedUp) return rotation;
  const everybody = (node: NodeFacts): boolean => pool.names.has(node.name);
  return { pool, size: pool.members.length + pool.ghosts.length, countByZone: pool.countByZone, includes: everybody };
}

/** A rule that does not exist sends to nobody. */
export function emptyRotation(pool: PoolModel): Rotation {
  return { pool, size: 0, countByZone: new Map(), includes: () => false };
}

function counted(
  pool: PoolModel,
  expectation: ProbeExpectation,
  overrides: RotationOverrides,
  includes: (node: NodeFacts) => boolean,
): Rotation {
  const base = overrides.size > 0 || pool.ghosts.length > 0 ? null : uncorrectedCounts(pool, expectation);
  if (base !== null) return { pool, includes, ...base };
  const countByZone = new Map<string | null, number>();
  let size = 0;
  for (const node of [...pool.members, ...pool.ghosts]) {
    if (!includes(node)) continue;
    size++;
    countByZone.set(node.zoneLabel, (countByZone.get(node.zoneLabel) ?? 0) + 1);
  }
  return { pool, size, countByZone, includes };
}

/** Counts that the pool already holds; null: the members have to be walked. */
function uncorrectedCounts(
  pool: PoolModel,
  expectation: ProbeExpectation,
): Pick<Rotation, 'size' | 'countByZone'> | null {
  switch (expectation.kind) {
    case 'unprobed':
      return { size: pool.members.length, countByZone: pool.countByZone };
    case 'unknown':
      return { size: 0, countByZone: new Map() };
    case 'everywhere':
      return expectation.state === 'up'
        ? { size: pool.members.length, countByZone: pool.countByZone }
        : { size: 0, countByZone: new Map() };
    case 'eligible-nodes':
      return { size: pool.eligibleCount, countByZone: pool.eligibleByZone };
    case 'listed-nodes':
      return null;
  }
}
