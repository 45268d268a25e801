import type { ExpectedProbe, Forwards } from '../../report/policy-report.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { usableAt } from '../endpoints/forwarding-table.ts';
import { expectedProbeAt } from '../policy/probe-expectation.ts';
import type { PolicyModel } from './policy-model.ts';

/** The three independent relations of a node to a rule, and its share. */
export interface NodeStanding {
  readonly inPool: boolean;
  readonly expectedProbe: ExpectedProbe;
  readonly forwards: Forwards;
  readonly share: number;
}

export function nodeStanding(policy: PolicyModel, node: NodeFacts): NodeStanding {
  return {
    inPool: policy.rotation.pool.names.has(node.name),
    expectedProbe: expectedProbeAt(policy.expectation, node),
    forwards: forwardsAt(policy, node),
    share: policy.rotation.includes(node) ? 1 / policy.rotation.size : 0,
  };
}

/** docs/model.md "Verdict for a packet": accepted, dropped (timeout) or rejected (refused). */
export function forwardsAt(policy: PolicyModel, node: NodeFacts): Forwards {
  if (policy.expectation.kind === 'unknown') return 'unknown';
  if (policy.blocked || node.ghost) return 'drop';
  if (usableAt(policy.table, node).length > 0) return 'accept';
  return policy.table.anyUsable ? 'drop' : 'reject';
}
