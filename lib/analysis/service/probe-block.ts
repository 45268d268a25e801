import type { NetworkSecurityGroup, SecurityRule } from '../../snapshot/network-security-group.ts';
import { parseRange } from '../azure/ip-range.ts';
import { nodeSecurityGroups } from '../azure/node-security-groups.ts';
import { decideInbound } from '../azure/security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import type { ProbeConfig } from '../policy/probe-config.ts';
import { UNALLOCATED_PORT } from './with-policy.ts';

/** A security rule that keeps Azure's probe from the nodes. */
export interface ProbeBlock {
  readonly group: string;
  readonly rule: string;
}

/** Null: the probe gets through, there is none, or nobody can tell. docs/model.md "Security rules". */
export function probeBlock(probe: ProbeConfig | null, pool: PoolModel, model: ClusterModel): ProbeBlock | null {
  const groups = probe === null || probe.port === 0 ? null : denyingGroups(model);
  if (probe === null || groups === null || groups.length === 0) return null;
  const node = model.nodesByName.get(pool.members[0] ?? '');
  const destination = node?.ip ? parseRange(node.ip) : null;
  if (destination === null) return null;
  for (const group of groups) {
    const decisions = portsOf(probe).map((port) =>
      decideInbound(group, { source: 'prober', destination, port, protocol: 'TCP' }),
    );
    const denials = decisions.flatMap(({ kind, rule }) => (kind === 'deny' && rule !== null ? [rule.name] : []));
    const [rule] = denials;
    if (rule !== undefined && denials.length === decisions.length) return { group: group.name, rule };
  }
  return null;
}

const NODE_PORTS = [30_000, 32_767];

/** A health-check port that is not allocated yet may become any node port: the first and the last stand for all. */
const portsOf = ({ port }: ProbeConfig): readonly number[] => (port === UNALLOCATED_PORT ? NODE_PORTS : [port]);

/** Only rules from here on are Azure's own, which let the prober in. */
const LAST_CUSTOM_PRIORITY = 4096;

const denying = new WeakMap<readonly NetworkSecurityGroup[], readonly NetworkSecurityGroup[]>();

/** Groups with a rule that could stop a probe at all; most clusters have none. */
function denyingGroups({ snapshot }: ClusterModel): readonly NetworkSecurityGroup[] | null {
  const all = snapshot.azure.networkSecurityGroups;
  if (all === null) return null;
  const before = denying.get(all);
  if (before) return before;
  const made = (nodeSecurityGroups(snapshot) ?? []).filter(({ rules }) => rules.some(isDenial));
  denying.set(all, made);
  return made;
}

function isDenial({ access, direction, priority }: SecurityRule): boolean {
  return priority <= LAST_CUSTOM_PRIORITY && access.toLowerCase() === 'deny' && direction.toLowerCase() === 'inbound';
}
