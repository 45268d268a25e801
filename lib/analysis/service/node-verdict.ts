import type { Known } from '../../report/known.ts';
import type { Verdict } from '../../report/verdict-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { departureWords } from '../cluster/departure.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { expectedMembership } from '../cluster/pool-membership.ts';
import { expectationKnown, expectedProbeAt } from '../policy/probe-expectation.ts';
import { ageSeconds, describeSeconds, instantText } from '../time.ts';
import { drainingFor } from './draining-node.ts';
import { type NodeStanding, nodeStanding } from './node-standing.ts';
import type { Observation } from './observation.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';

export interface NodeVerdict {
  readonly verdict: Verdict;
  readonly because: string;
  readonly known: Known;
  readonly sources: readonly string[];
}

export interface VerdictQuestion {
  readonly service: ServiceModel;
  readonly port: PortModel;
  readonly node: NodeFacts;
  readonly model: ClusterModel;
  readonly standing: NodeStanding;
}

/**
 * Whether the state of a (rule, node) is right, from policy, endpoints, pool and what was seen.
 * docs/model.md "Verdict vocabulary".
 */
export function nodeVerdict(service: ServiceModel, port: PortModel, node: NodeFacts, model: ClusterModel): NodeVerdict {
  const policy = port.policies[service.service.externalTrafficPolicy];
  const question = { service, port, node, model, standing: nodeStanding(policy, node) };
  if (port.state === 'none') return computed('expected-out', 'the Service asks for no rule on this port', ['Service']);
  if (port.state === 'missing')
    return computed('wrongly-out', `rule ${port.ruleName} does not exist`, [`rule ${port.ruleName}`]);
  if (node.ghost) return ghostVerdict(question);
  if (!question.standing.inPool) return outsidePool(question);
  if (question.standing.expectedProbe === 'unknown') {
    return computed('unknown', 'EndpointSlices are not loaded', ['EndpointSlices']);
  }
  const observation = port.observations.get(node.name);
  if (observation) return observedVerdict(question, observation);
  const admin = port.pool.adminStates.get(node.name);
  if (admin === 'Down') return computed('wrongly-out', 'its admin state is Down', [`pool ${port.pool.name}`]);
  return computedVerdict(question);
}

function computed(
  verdict: Verdict,
  because: string,
  sources: readonly string[],
  known: Known = 'computed',
): NodeVerdict {
  return { verdict, because, known, sources };
}

function ghostVerdict({ port, node }: VerdictQuestion): NodeVerdict {
  const seen = port.observations.get(node.name);
  const sources = [`pool ${port.pool.name}`, ...(seen ? [seen.source] : [])];
  if (seen?.state === 'up') {
    return {
      verdict: 'wrongly-in',
      because: 'Azure sends to it, but no Node object exists',
      known: 'measured',
      sources,
    };
  }
  if (port.probe === null) return computed('wrongly-in', 'no probe takes it out, and no Node object exists', sources);
  if (seen?.state === 'down') {
    return {
      verdict: 'expected-out',
      because: 'no Node object exists, and Azure has it down',
      known: 'measured',
      sources,
    };
  }
  return computed('unknown', 'it is in the pool, but no Node object exists', sources);
}

function outsidePool({ service, port, node, model, standing }: VerdictQuestion): NodeVerdict {
  const sources = [`pool ${port.pool.name}`, `Node ${node.name}`];
  const membership = expectedMembership(node, model.config.poolType);
  if (membership.state !== 'member') return computed('expected-out', membership.because, sources);
  if (belongsElsewhere(service, port, node, model)) {
    return computed('expected-out', 'another load balancer or pool serves it', sources);
  }
  if (port.pool.unresolved > 0) {
    return computed(
      'unknown',
      'members of the pool cannot be matched with nodes: interfaces are not loaded, or a node names no machine',
      sources,
    );
  }
  const age = ageSeconds(node.createdAt, model.snapshot.takenAt);
  if (age !== null && age < model.settings.nodeJoinSeconds) {
    return computed('expected-out', `the node is ${describeSeconds(age)} old and joins the pool`, sources);
  }
  const wouldServe = standing.forwards === 'accept' && standing.expectedProbe !== 'down';
  if (!wouldServe)
    return computed('expected-out', 'it would not serve this rule, though it belongs into the pool', sources);
  return computed('wrongly-out', 'it belongs into the backend pool and is not in it', sources);
}

/** With several load balancers a node belongs to one of them; a `Local` pool of its own holds endpoint nodes only. */
export function belongsElsewhere(
  service: ServiceModel,
  port: PortModel,
  node: NodeFacts,
  model: ClusterModel,
): boolean {
  if (!model.config.multipleLoadBalancers || model.config.poolType !== 'ip') return false;
  if (service.service.externalTrafficPolicy === 'Local') {
    return !(service.slices ?? []).some((slice) => slice.endpoints.some((endpoint) => endpoint.nodeName === node.name));
  }
  return [...model.pools.values()].some(
    (pool) => pool.id !== port.pool.id && pool.name === port.pool.name && pool.names.has(node.name),
  );
}

function observedVerdict(question: VerdictQuestion, seen: Observation): NodeVerdict {
  const { standing, node } = question;
  const sources = [seen.source, `Node ${node.name}`];
  const measured = (verdict: Verdict, because: string): NodeVerdict => ({
    verdict,
    because,
    known: 'measured',
    sources,
  });
  if (seen.state === 'inconclusive') return measured('unknown', TIMED_OUT_ONCE);
  if (seen.state === 'no-value') return measured('unknown', 'Azure gives no value for it and sends it nothing');
  if (seen.state === 'down') {
    const isMeant = !question.port.probeDrifted && !isProbeBlocked(question) && !isProbeMisled(question);
    if (standing.expectedProbe === 'down' && isMeant) {
      return measured('expected-out', `${reasonOf(question)}; seen ${seen.reason}`);
    }
    if (node.lost) return measured('expected-out', `nobody hears from the node; seen ${seen.reason}`);
    if (node.departure !== null) {
      return measured('expected-out', `${departureWords[node.departure.kind]}; seen ${seen.reason}`);
    }
    if (standing.forwards !== 'accept') return measured('expected-out', `it has nothing to serve; seen ${seen.reason}`);
    const word = /^down_(admin|platform)$/i.test(seen.reason) ? 'Azure has it down' : 'its probe fails';
    return measured('wrongly-out', `it should receive traffic, but ${word}: ${seen.reason}`);
  }
  if (standing.forwards !== 'accept') {
    const draining = drainingFor(question);
    if (draining !== null) return measured('draining', draining);
    return measured('wrongly-in', `Azure sends traffic to it, and it ${FORWARD_WORDS[standing.forwards]}`);
  }
  const change = comingChange(node);
  if (change !== null) return measured('degraded', change);
  if (/approachingunhealthy/i.test(seen.reason)) return measured('degraded', 'its probe has begun to fail');
  if (/alldownisup/i.test(seen.reason)) return measured('degraded', 'every probe fails, and Azure counts that as up');
  if (standing.expectedProbe === 'down') {
    return measured('draining', drainingFor(question) ?? 'only terminating endpoints are left on it');
  }
  const word = /^up_(admin|platform)$/i.test(seen.reason) ? 'Azure has it up' : 'its probe succeeds';
  return measured('in-rotation', `${word}: ${seen.reason}`);
}

/** A security rule is all that keeps the node out: without it the probe would succeed. */
function isProbeBlocked({ port, service, node }: VerdictQuestion): boolean {
  const { probeBlock, answerable } = port.policies[service.service.externalTrafficPolicy];
  return probeBlock !== null && expectedProbeAt(answerable, node) !== 'down';
}

/** The node would serve, but its probe asks what answers nowhere, or for another port of the Service. */
function isProbeMisled(question: VerdictQuestion): boolean {
  const { port, service, standing } = question;
  if (standing.forwards !== 'accept' || drainingFor(question) !== null) return false;
  const { healthCheckNodePort, externalTrafficPolicy } = service.service;
  const { answerable, shutBy } = port.policies[externalTrafficPolicy];
  if (shutBy.length > 0) return false;
  if (answerable.kind === 'everywhere') return answerable.state === 'down';
  const asksPort = externalTrafficPolicy === 'Local' && port.probe?.port !== healthCheckNodePort;
  return answerable.kind === 'listed-nodes' && asksPort;
}

const TIMED_OUT_ONCE = 'one connect to its node port timed out; that probe is load-balanced, one try proves nothing';

function computedVerdict(question: VerdictQuestion): NodeVerdict {
  const { standing, node, port } = question;
  const policy = port.policies[question.service.service.externalTrafficPolicy];
  const known = expectationKnown(policy.expectation);
  const sources = [`EndpointSlices of ${question.service.key}`, `Node ${node.name}`, `pool ${port.pool.name}`];
  if (standing.expectedProbe === 'down') {
    if (isProbeBlocked(question) && standing.forwards === 'accept')
      return computed('wrongly-out', reasonOf(question), sources, known);
    if (port.probeDrifted && standing.forwards === 'accept') {
      return computed('wrongly-out', `the probe asks the wrong thing: ${reasonOf(question)}`, sources, known);
    }
    if (isProbeMisled(question)) {
      const why =
        policy.expectation.kind === 'everywhere'
          ? reasonOf(question)
          : 'its probe asks a port that no pod on it serves';
      return computed('wrongly-out', `it would serve, but ${why}`, sources, known);
    }
    const draining = standing.forwards === 'accept' ? drainingFor(question) : null;
    if (draining !== null) return computed('draining', draining, sources, known);
    return computed('expected-out', reasonOf(question), sources, known);
  }
  if (standing.forwards !== 'accept') {
    return computed(
      'wrongly-in',
      `its probe ${PROBE_WORDS[standing.expectedProbe]}, and it ${FORWARD_WORDS[standing.forwards]}`,
      sources,
      known,
    );
  }
  if (node.lost) return computed('unknown', `${lostReason(node)}; only Azure's own answer could tell`, sources);
  const change = comingChange(node);
  if (change !== null) return computed('degraded', change, sources, known);
  return computed(
    'in-rotation',
    standing.expectedProbe === 'unprobed' ? 'nothing probes it, so it counts as up' : reasonOf(question),
    sources,
    known,
  );
}

const PROBE_WORDS = { up: 'succeeds', unprobed: 'does not exist', down: 'fails', unknown: 'is not known' } as const;

export const FORWARD_WORDS = {
  accept: 'forwards',
  drop: 'drops it (timeout)',
  reject: 'rejects it (refused)',
  unknown: 'does something unknown with it',
} as const;

function reasonOf({ port, service, standing }: VerdictQuestion): string {
  const { expectation } = port.policies[service.service.externalTrafficPolicy];
  if (expectation.kind === 'listed-nodes' && standing.expectedProbe === 'down')
    return 'no ready endpoint of the Service is on it';
  return expectation.kind === 'unprobed' ? 'nothing probes it' : expectation.because;
}

function comingChange(node: NodeFacts): string | null {
  if (node.lost) return lostReason(node);
  if (node.departure !== null) return `it is about to leave: ${departureWords[node.departure.kind]}`;
  return node.ready === 'False' ? 'its kubelet reports NotReady' : null;
}

export function lostReason(node: NodeFacts): string {
  if (node.heartbeat.state === 'stopped') return `its heartbeat stopped at ${instantText(node.heartbeat.lastAt)}`;
  return 'its condition Ready is Unknown';
}
