import { countNodes, countsWithout, type NodeCounts } from '../cluster/node-counts.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import { expectedProbeAt, type ProbeExpectation } from './probe-expectation.ts';

/** Who receives new connections of a rule: pool members that the load balancer counts as up. */
export interface Rotation extends NodeCounts {
  readonly pool: PoolModel;
  readonly includes: (node: NodeFacts) => boolean;
}

/** States that win over the expectation (admin state, Azure's own answer), by node name. */
export type RotationOverrides = ReadonlyMap<string, 'up' | 'down'>;

/** The nodes of the cluster as far as rotations need them. */
export interface RotationNodes {
  readonly nodesByName: ReadonlyMap<string, NodeFacts>;
  /** Everything that is ineligible is in here. */
  readonly noteworthy: readonly NodeFacts[];
}

/**
 * docs/model.md "Traffic shares": members with an expected answer of up or no probe, corrected by what was seen.
 * With nobody up a rule sends to nobody, unless its probe says AllProbedUp.
 */
export function rotationOf(
  pool: PoolModel,
  expectation: ProbeExpectation,
  overrides: RotationOverrides,
  allProbedUp: boolean,
  nodes: RotationNodes,
): Rotation {
  const includes = (node: NodeFacts): boolean => {
    if (!pool.names.has(node.name)) return false;
    const override = overrides.get(node.name);
    if (override !== undefined) return override === 'up';
    const expected = expectedProbeAt(expectation, node);
    return expected === 'up' || expected === 'unprobed';
  };
  const rotation = { pool, includes, ...rotationCounts(pool, expectation, overrides, includes, nodes) };
  if (rotation.size > 0 || !allProbedUp) return rotation;
  const everybody = (node: NodeFacts): boolean => pool.names.has(node.name);
  return { pool, includes: everybody, ...countNodes(everyMember(pool, nodes)) };
}

/** A rule that does not exist sends to nobody. */
export function emptyRotation(pool: PoolModel): Rotation {
  return { pool, ...nobody, includes: () => false };
}

const nobody: NodeCounts = { size: 0, spotCount: 0, countByZone: new Map() };

/** Walks only the nodes that can differ; whole pools are counted already. */
function rotationCounts(
  pool: PoolModel,
  expectation: ProbeExpectation,
  overrides: RotationOverrides,
  includes: (node: NodeFacts) => boolean,
  nodes: RotationNodes,
): NodeCounts {
  if (overrides.size > 0 || (pool.ghosts.length > 0 && expectation.kind === 'unprobed')) {
    return countNodes(everyMember(pool, nodes).filter(includes));
  }
  switch (expectation.kind) {
    case 'unknown':
      return nobody;
    case 'unprobed':
      return pool.memberCounts;
    case 'everywhere':
      return expectation.state === 'up' ? pool.memberCounts : nobody;
    case 'eligible-nodes': {
      const out = nodes.noteworthy.filter((node) => !node.kubeProxyEligible && pool.names.has(node.name));
      return countsWithout(pool.memberCounts, out);
    }
    case 'reachable-endpoints':
      return countNodes(everyMember(pool, nodes).filter(includes));
    case 'listed-nodes':
      return countNodes(namedMembers(pool, expectation.up, nodes));
  }
}

function everyMember(pool: PoolModel, nodes: RotationNodes): readonly NodeFacts[] {
  return [...namedMembers(pool, pool.members, nodes), ...pool.ghosts];
}

function* namedMembers(pool: PoolModel, names: Iterable<string>, { nodesByName }: RotationNodes): Iterable<NodeFacts> {
  for (const name of names) {
    const node = pool.names.has(name) ? nodesByName.get(name) : undefined;
    if (node) yield node;
  }
}
