import type { World } from '../kernel/world.ts';
import type { LoadBalancer, PoolMember, Rule } from './cloud.ts';
import { memberKey } from './prober.ts';
import { type ProbeResult, type ProbeState, probeKey } from './probing.ts';

export interface MemberHealth {
  readonly member: PoolMember;
  /** null for a stopped machine: Azure says nothing of it. */
  readonly state: 'Up' | 'Down' | null;
  readonly reason: string;
}

const FAILURE_REASON = (protocol: string): Readonly<Record<Exclude<ProbeResult, 'success'>, string>> =>
  protocol === 'Tcp'
    ? {
        'http-status': 'Down_Probe_TcpProbeTimeout',
        unreachable: 'Down_Probe_TcpProbeTimeout',
        'no-response': 'Down_Probe_TcpProbeTimeout',
      }
    : {
        'http-status': 'Down_Probe_HttpStatusCodeError',
        unreachable: 'Down_Probe_HttpEndpointUnreachable',
        'no-response': 'Down_Probe_HttpNoResponse',
      };

function ofProbe(state: ProbeState | undefined, protocol: string, member: PoolMember): MemberHealth {
  if (state === undefined || state.last === null) return { member, state: 'Down', reason: 'NA' };
  if (state.up) {
    const failing = state.streak > 0 || state.unanswered;
    return { member, state: 'Up', reason: failing ? 'Up_Probe_ApproachingUnhealthyThreshold' : 'Up_Probe_Success' };
  }
  if (state.last === 'success') return { member, state: 'Down', reason: 'Down_Probe_ApproachingHealthyThreshold' };
  return { member, state: 'Down', reason: FAILURE_REASON(protocol)[state.last] };
}

function healthOf(world: World, lb: LoadBalancer, rule: Rule, member: PoolMember): MemberHealth {
  const machine = world.machines.get(member.nodeName);
  if (member.adminState !== 'None') return { member, state: member.adminState, reason: `${member.adminState}_Admin` };
  if (machine?.power === 'deallocated') return { member, state: null, reason: '' };
  if (machine?.platform === 'down') return { member, state: 'Down', reason: 'Down_Platform' };
  if (machine?.platform === 'up' || rule.probe === null) return { member, state: 'Up', reason: 'Up_Platform' };
  const protocol = lb.probes.find((probe) => probe.name === rule.probe)?.protocol ?? 'Tcp';
  const state = world.probing.states.get(probeKey(lb.name, rule.probe))?.get(memberKey(member));
  return ofProbe(state, protocol, member);
}

/** Every member of a rule's pool with what the load balancer thinks of it, and why. */
export function membersHealth(world: World, lb: LoadBalancer, rule: Rule): MemberHealth[] {
  const members = lb.pools.find((pool) => pool.name === rule.pool)?.members ?? [];
  const health = members.map((member) => healthOf(world, lb, rule, member));
  const probe = lb.probes.find((one) => one.name === rule.probe);
  const allDown = health.length > 0 && health.every((one) => one.state !== 'Up');
  if (!allDown || probe?.noHealthyBackends !== 'AllProbedUp') return health;
  return health.map((one) =>
    one.member.adminState === 'Down' ? one : { ...one, state: 'Up', reason: 'Up_Probe_AllDownIsUp' },
  );
}
