import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import type { LoadBalancer, PoolMember, Probe } from './cloud.ts';
import { evaluateProbe } from './evaluate-probe.ts';
import { countResult, isFailure, probeKey } from './probing.ts';

const SEPARATOR = '|';

export const memberKey = (member: PoolMember): string => member.nic ?? member.ip;

export const proberKey = (lb: string, probe: string, member: string): string => [lb, probe, member].join(SEPARATOR);

/** The members a probe looks at: those of the pools whose rules use it. */
export function membersOf(lb: LoadBalancer, probe: string): PoolMember[] {
  const pools = new Set(lb.rules.filter((rule) => rule.probe === probe).map((rule) => rule.pool));
  const found = new Map<string, PoolMember>();
  for (const pool of lb.pools)
    if (pools.has(pool.name)) for (const member of pool.members) found.set(memberKey(member), member);
  return [...found.values()];
}

function find(world: World, key: string): { lb: LoadBalancer; probe: Probe; member: PoolMember } | null {
  const [lbName = '', probeName = '', wanted = ''] = key.split(SEPARATOR);
  const lb = world.cloud.loadBalancers.get(lbName);
  const probe = lb?.probes.find((one) => one.name === probeName);
  if (lb === undefined || probe === undefined) return null;
  for (const pool of lb.pools)
    for (const member of pool.members) if (memberKey(member) === wanted) return { lb, probe, member };
  return null;
}

/** One probe of one member. A member whose state is sure is left alone until something that concerns it changes. */
export const prober: Controller = {
  name: 'prober',
  latencyMs: 0,
  watches: {},
  step(world, key) {
    const found = find(world, key);
    if (found === null) return null;
    const { lb, probe, member } = found;
    const state = world.probing.states.get(probeKey(lb.name, probe.name))?.get(memberKey(member));
    if (state === undefined) return null;
    if (state.unanswered) {
      state.unanswered = false;
      countResult(state, 'no-response', probe.threshold, world.now);
    }
    state.ticks++;
    const { result, isRandom } = evaluateProbe(
      world,
      probe,
      world.machines.get(member.nodeName),
      state.ticks,
      new Map(),
    );
    if (result === 'no-response') state.unanswered = true;
    else countResult(state, result, probe.threshold, world.now);
    const agrees = isFailure(result) !== state.up && state.streak === 0 && state.last !== null;
    const isSure = agrees && !isRandom && (result === 'no-response' ? state.last === 'no-response' : true);
    if (isSure) {
      state.unanswered = false;
      return null;
    }
    return probe.intervalSeconds * 1000;
  },
};
