import { armName } from '../../snapshot/arm-id.ts';
import type { PoolMember } from '../../snapshot/load-balancer.ts';
import { machineKey } from '../../snapshot/machine-key.ts';
import type { NodeFacts } from './node-facts.ts';

/** A pool member that no Node object explains: named as Azure names it (`<scale set>_<instance>`, NIC, or address). */
export function ghostNode(member: PoolMember): NodeFacts {
  const key = member.kind === 'nic' ? machineKey(member.ipConfigurationId) : null;
  return {
    name: ghostName(member, key),
    ghost: true,
    ip: member.kind === 'ip' ? member.ipAddress : null,
    ips: member.kind === 'ip' ? [member.ipAddress] : [],
    agentPool: null,
    zoneLabel: null,
    zone: null,
    spot: false,
    ready: 'Unknown',
    readyChangedAt: null,
    heartbeat: { state: 'unknown' },
    lost: true,
    departure: null,
    kubeProxyEligible: false,
    machineKey: key,
    createdAt: null,
    labels: {},
    taints: [],
    podCidrs: [],
  };
}

function ghostName(member: PoolMember, key: string | null): string {
  if (member.kind === 'ip') return member.name === '' ? member.ipAddress : `${member.name} (${member.ipAddress})`;
  if (key !== null) return key.split('/').slice(2).join('_');
  return armName(member.ipConfigurationId.replace(/\/ipConfigurations\/.*$/i, ''));
}
