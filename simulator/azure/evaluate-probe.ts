import { reachPod, rulesOn, sourceSeen } from '../dataplane/forward-packet.ts';
import type { Source } from '../dataplane/network-policies.ts';
import { type NodeAnswer, proxyHealth, serviceHealth } from '../dataplane/node-health.ts';
import type { ProxyEndpoint } from '../dataplane/service-rules.ts';
import { usableEndpoints } from '../dataplane/usable-endpoints.ts';
import { fractionOf } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import { zoneOf } from '../machines/build-node.ts';
import { answersPackets, type Machine } from '../machines/machine.ts';
import type { Probe } from './cloud.ts';
import { isProbeAllowed, PROBE_SOURCE } from './nsg.ts';
import type { ProbeResult } from './probing.ts';

const KUBE_PROXY_PORT = 10_256;
/** The sidecar that shared mode may probe instead; it asks kube-proxy and passes the answer on. */
const SIDECAR_PORT = 10_356;

export interface Evaluation {
  readonly result: ProbeResult;
  /** Whether the next probe may answer differently although nothing changed: the probe is itself load-balanced over pods. */
  readonly isRandom: boolean;
}

/** Verdicts on endpoint lists within one look at an unchanged world. */
export type EvaluationMemo = Map<string, Map<readonly ProxyEndpoint[], readonly ProbeResult[]>>;

const certain = (result: ProbeResult): Evaluation => ({ result, isRandom: false });

function ofAnswer(probe: Probe, answer: NodeAnswer): ProbeResult {
  if (answer.kind === 'timeout') return 'no-response';
  if (answer.kind === 'refused') return 'unreachable';
  return probe.protocol === 'Tcp' || answer.status === 200 ? 'success' : 'http-status';
}

function resultsOf(
  world: World,
  probe: Probe,
  endpoints: readonly ProxyEndpoint[],
  source: Source,
  memo: EvaluationMemo,
): readonly ProbeResult[] {
  const path = probe.protocol === 'Tcp' ? null : (probe.path ?? '/');
  // Without a policy every node fares alike, which is what makes large clusters quick.
  const from = world.store.count('networkpolicies') === 0 ? '' : source.ip;
  const known = memo.get(`${from}${path ?? ''}`)?.get(endpoints);
  if (known !== undefined) return known;
  const results = endpoints.map((endpoint): ProbeResult => {
    const fate = reachPod(world, endpoint, path, source);
    if (fate.kind === 'timeout') return 'no-response';
    if (fate.kind === 'refused') return 'unreachable';
    return fate.status === 200 ? 'success' : 'http-status';
  });
  const byPath = memo.get(`${from}${path ?? ''}`) ?? new Map<readonly ProxyEndpoint[], readonly ProbeResult[]>();
  byPath.set(endpoints, results);
  memo.set(`${from}${path ?? ''}`, byPath);
  return results;
}

function throughNodePort(world: World, probe: Probe, machine: Machine, tick: number, memo: EvaluationMemo): Evaluation {
  const match = rulesOn(world, machine).nodePort('TCP', probe.port);
  if (match === undefined) return certain('unreachable');
  const { rules, port } = match;
  const place = { node: machine.nodeName, zone: zoneOf(world, machine) };
  const usable = usableEndpoints(
    port.endpoints.IPv4.length > 0 ? port.endpoints.IPv4 : port.endpoints.IPv6,
    rules.policy,
    place,
  );
  if (usable.endpoints.length === 0) return certain(usable.anywhere ? 'no-response' : 'unreachable');
  const results = resultsOf(world, probe, usable.endpoints, sourceSeen(rules, machine, PROBE_SOURCE), memo);
  const isRandom = !rules.clientAffinity && results.some((result) => result !== results[0]);
  // With client affinity the prober is one client and sticks to one pod per node.
  const dice = rules.clientAffinity ? 'sticky' : `${tick}`;
  const chance = results.length === 1 ? 0 : fractionOf(`${world.seed}/${probe.name}/${machine.nodeName}/${dice}`);
  return { result: results[Math.floor(chance * results.length)] ?? 'unreachable', isRandom };
}

/** What one probe of a node meets: kube-proxy's health port, a Service's health port, or a pod behind a node port. */
export function evaluateProbe(
  world: World,
  probe: Probe,
  machine: Machine | undefined,
  tick: number,
  memo: EvaluationMemo,
): Evaluation {
  if (machine === undefined || !answersPackets(machine) || !isProbeAllowed(world, machine.ip, probe.port))
    return certain('no-response');
  if (probe.port === KUBE_PROXY_PORT || probe.port === SIDECAR_PORT)
    return certain(ofAnswer(probe, proxyHealth(world, machine, probe.path ?? '/')));
  const health = serviceHealth(world, machine, probe.port);
  return health === undefined ? throughNodePort(world, probe, machine, tick, memo) : certain(ofAnswer(probe, health));
}
