import { rulesOn } from '../dataplane/forward-packet.ts';
import type { ServiceRules } from '../dataplane/service-rules.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import { fractionOf } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import { sameJson } from '../objects/same-json.ts';
import type { LoadBalancer, PoolMember, Probe } from './cloud.ts';
import { type EvaluationMemo, evaluateProbe } from './evaluate-probe.ts';
import { memberKey, membersOf, prober, proberKey } from './prober.ts';
import { isFailure, newProbeState, type ProbeState, probeKey } from './probing.ts';

/** Milliseconds until the next probe of a member: each has its own place in the interval, and keeps it. */
function untilNextTick(world: World, lb: string, probe: Probe, member: string): number {
  const interval = probe.intervalSeconds * 1000;
  const phase = Math.floor(fractionOf(`${world.seed}/${lb}/${probe.name}/${member}`) * interval);
  const into = (world.now - phase) % interval;
  return into === 0 ? 0 : interval - into;
}

function isUnmoved(world: World, probe: Probe, member: PoolMember, state: ProbeState, memo: EvaluationMemo): boolean {
  if (state.last === null || state.streak > 0 || state.unanswered) return false;
  const { result, isRandom } = evaluateProbe(world, probe, world.machines.get(member.nodeName), state.ticks, memo);
  return !isRandom && isFailure(result) !== state.up && (!isFailure(result) || result === state.last);
}

function reprobe(
  world: World,
  lb: LoadBalancer,
  probe: Probe,
  members: readonly PoolMember[],
  memo: EvaluationMemo,
): void {
  const key = probeKey(lb.name, probe.name);
  const states = world.probing.states.get(key) ?? new Map<string, ProbeState>();
  world.probing.states.set(key, states);
  for (const member of members) {
    const id = memberKey(member);
    let state = states.get(id);
    if (state === undefined) {
      state = newProbeState();
      states.set(id, state);
    }
    if (isUnmoved(world, probe, member, state, memo)) continue;
    if (world.probing.isSettling) settle(world, probe, member, state, memo);
    else scheduleStep(world, prober, proberKey(lb.name, probe.name, id), untilNextTick(world, lb.name, probe, id));
  }
}

/** Takes the final state at once: while the cluster is being built nobody watches the probes turn. */
function settle(world: World, probe: Probe, member: PoolMember, state: ProbeState, memo: EvaluationMemo): void {
  const { result } = evaluateProbe(world, probe, world.machines.get(member.nodeName), 0, memo);
  Object.assign(state, { up: !isFailure(result), last: result, streak: 0, unanswered: false, turns: null });
}

type Before = Pick<LoadBalancer, 'pools' | 'rules' | 'probes'>;

/** Whether a probe, its rules and its members are what they were. */
function isSameProbe(lb: LoadBalancer, before: Before | undefined, probe: Probe): boolean {
  if (before === undefined || before.pools !== lb.pools) return false;
  const known = before.probes.find((one) => one.name === probe.name);
  const using = (rules: LoadBalancer['rules']) => rules.filter((rule) => rule.probe === probe.name);
  return known !== undefined && sameJson(known, probe) && sameJson(using(before.rules), using(lb.rules));
}

function forgetOld(world: World, lb: LoadBalancer): void {
  const prefix = `${lb.name}/`;
  const present = new Set(lb.probes.map((probe) => probeKey(lb.name, probe.name)));
  for (const key of world.probing.states.keys())
    if (key.startsWith(prefix) && !present.has(key)) world.probing.states.delete(key);
}

/**
 * Looks at what a load balancer probes, or at what of it is new since before; states of members and probes that are gone are
 * forgotten.
 */
export function reprobeLoadBalancer(world: World, lb: LoadBalancer, before?: Before): void {
  const memo: EvaluationMemo = new Map();
  forgetOld(world, lb);
  for (const probe of lb.probes) {
    if (isSameProbe(lb, before, probe)) continue;
    const members = membersOf(lb, probe.name);
    const states = world.probing.states.get(probeKey(lb.name, probe.name));
    const present = new Set(members.map(memberKey));
    for (const id of states?.keys() ?? []) if (!present.has(id)) states?.delete(id);
    reprobe(world, lb, probe, members, memo);
  }
}

export function reprobeAll(world: World): void {
  for (const lb of world.cloud.loadBalancers.values()) reprobeLoadBalancer(world, lb);
}

const portsOf = (rules: ServiceRules | null | undefined): number[] =>
  rules == null
    ? []
    : [rules.healthCheckNodePort ?? 0, ...rules.ports.map((port) => port.nodePort ?? 0)].filter((port) => port > 0);

/** Looks again at the probes that a Service answers, before or after a change of its rules. */
export function reprobeService(
  world: World,
  before: ServiceRules | null | undefined,
  after: ServiceRules | null,
): void {
  const ports = new Set([...portsOf(before), ...portsOf(after)]);
  const memo: EvaluationMemo = new Map();
  for (const lb of world.cloud.loadBalancers.values())
    for (const probe of lb.probes)
      if (ports.has(probe.port)) reprobe(world, lb, probe, membersOf(lb, probe.name), memo);
}

/** Looks again at the Services a pod's address is an endpoint of: what runs there changed. */
export function reprobeAddress(world: World, ip: string): void {
  for (const rules of world.rules.all()) {
    const isMeant = rules.ports.some((port) =>
      [...port.endpoints.IPv4, ...port.endpoints.IPv6].some((one) => one.ip === ip),
    );
    if (isMeant) reprobeService(world, rules, rules);
  }
}

/** Looks again at one machine, and at every node port that may lead to a pod on it. */
export function reprobeMachine(world: World, nodeName: string): void {
  const memo: EvaluationMemo = new Map();
  const machine = world.machines.get(nodeName);
  for (const lb of world.cloud.loadBalancers.values())
    for (const probe of lb.probes) {
      const own = membersOf(lb, probe.name).filter((member) => member.nodeName === nodeName);
      if (own.length > 0) reprobe(world, lb, probe, own, memo);
    }
  if (machine === undefined) return;
  for (const rules of rulesOn(world, machine).all()) {
    const leadsHere = rules.ports.some((port) =>
      [...port.endpoints.IPv4, ...port.endpoints.IPv6].some((one) => one.node === nodeName),
    );
    if (leadsHere) reprobeService(world, rules, rules);
  }
}
