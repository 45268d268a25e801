import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { flapping, type ProbeChance, probeChance } from '../policy/probe-chance.ts';
import type { ProbeConfig } from '../policy/probe-config.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { askedPort, sharedProbeCommand } from './balanced-probe.ts';
import { endpointsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { measuredFinding, measuredFlapping } from './probe-flaps-measured.ts';
import { removePodsCommands } from './remove-pods.ts';
import { hasRule } from './rotation-members.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'probe-flaps-all-nodes';

/** Above this part of the healthy nodes it is no single node that is out. */
const MANY = 0.3;

/**
 * docs/findings/probe-flaps-all-nodes.md: the probe of every node is load-balanced over endpoints of which some are
 * dead, so healthy nodes leave the rotation at random.
 */
export const probeFlapsAllNodes: ServiceFindingRule = {
  code,
  kind: 'fault',
  looksAtOtherNodes: true,
  check: (service, model) => {
    if (service.service.externalTrafficPolicy !== 'Cluster' || model.snapshot.kubernetes.nodes === null) return [];
    let worst: Flap | null = null;
    for (const port of service.ports) {
      const flap = flapOf(service, port);
      if (flap !== null && (worst === null || flap.chance.perTry > worst.chance.perTry)) worst = flap;
    }
    if (worst !== null) return [flapFinding(service, worst, model)];
    const measured = measuredFlapping(service, model);
    return measured === null ? [] : [measuredFinding(service, measured, model)];
  },
};

interface Flap {
  readonly port: PortModel;
  readonly probe: ProbeConfig;
  readonly chance: ProbeChance;
  /** The endpoints the probe may meet in vain. */
  readonly dead: readonly ServiceEndpoint[];
}

const known = new WeakMap<readonly ServiceEndpoint[], boolean>();

/** Some ready endpoint is on a node that is gone or silent. Asked again for every node that changes, so it is kept. */
function isAnyUnheard(endpoints: readonly ServiceEndpoint[]): boolean {
  const before = known.get(endpoints);
  if (before !== undefined) return before;
  const any = endpoints.some(({ state, gone, node }) => state === 'ready' && (gone || node?.lost === true));
  known.set(endpoints, any);
  return any;
}

/** Null: the probe is not load-balanced, or meets no endpoint nobody answers for. */
function flapOf(service: ServiceModel, port: PortModel): Flap | null {
  const { probe } = port;
  if (probe === null || probe.port === 0 || !hasRule(port)) return null;
  const asked = askedPort(service, port);
  if (asked === null || !isAnyUnheard(asked.endpoints)) return null;
  /** It counts as ready, and its machine is gone or silent, also to Azure. */
  const isDead = ({ state, gone, node }: ServiceEndpoint): boolean =>
    state === 'ready' && (gone || (node?.lost === true && port.observations.get(node.name)?.state !== 'up'));
  const chance = probeChance(asked.policies.Cluster.table, asked.endpoints, isDead);
  return chance === null ? null : { port, probe, chance, dead: asked.endpoints.filter(isDead) };
}

function flapFinding(service: ServiceModel, flap: Flap, model: ClusterModel): Finding {
  const { probe } = flap;
  const { service: object } = service;
  const hosts = [...new Set(flap.dead.flatMap(({ nodeName }) => nodeName ?? []))].sort();
  const seen = seenDown(flap, model);
  const isMany = seen.down > 0 && seen.down / seen.asked > MANY;
  const removals = removePodsCommands(model.snapshot, object, hosts);
  return serviceFinding(service, {
    code,
    severity: isMany ? 'critical' : 'high',
    title: isMany
      ? `${count(seen.down, 'healthy node')} of ${seen.asked} ${seen.down === 1 ? 'is' : 'are'} down for ${service.key}: their probes meet dead endpoints`
      : `The probe of every node for ${service.key} ${meets(flap)}: healthy nodes leave the rotation`,
    impact: impactOf(flap),
    objects: hosts.map(nodeObject),
    evidence: evidenceOf(service, flap, hosts, seen),
    fix: {
      text: 'If the machine is gone for good, delete the pods that were on it by force, so that their endpoints go at once. For good: the shared probe of the cluster (a preview feature of AKS), which asks kube-proxy itself, or Local, whose probe does not travel.',
      commands: [...removals, sharedProbeCommand(model)],
      patch: null,
    },
    verify: [
      {
        command: endpointsCommand(model.snapshot, object),
        expect: `no ready endpoint on ${names(hosts)}; every node is up again after ${probe.threshold} probes in a row`,
      },
    ],
  });
}

const isCertain = ({ dead }: Flap): boolean => dead.every(({ gone }) => gone);

function meets(flap: Flap): string {
  const { chance } = flap;
  const how = chance.perTry === 1 ? 'each time' : `with p = ${chance.dead}/${chance.usable}`;
  return isCertain(flap) ? `meets a dead endpoint ${how}` : `meets an endpoint nobody hears from ${how}`;
}

function evidenceOf(
  service: ServiceModel,
  flap: Flap,
  hosts: readonly string[],
  { down, first }: Seen,
): Finding['evidence'] {
  const { probe, chance, dead } = flap;
  const evidence: Finding['evidence'] = [
    {
      text: `${count(dead.length, 'endpoint')} on ${names(hosts)} still ready, and nobody hears from there`,
      known: isCertain(flap) ? 'computed' : 'assumed',
      source: `EndpointSlices of ${service.key}, Nodes and Leases`,
    },
    {
      text: `the ${probe.protocol.toUpperCase()} probe on node port ${probe.port} goes through kube-proxy to a random endpoint: ${chance.dead} of ${chance.usable} are dead`,
      known: 'computed',
      source: `probe ${probe.name}`,
    },
  ];
  if (first !== null) {
    const text = `${count(down, 'node')} down by ${first.reason}, though ${down === 1 ? 'its kubelet lives' : 'their kubelets live'}`;
    evidence.push({ text, known: 'measured', source: first.source });
  }
  return evidence;
}

function impactOf({ probe, chance }: Flap): string {
  const { intervalSeconds, threshold } = probe;
  if (chance.perTry === 1) {
    const who = chance.everywhere ? 'All nodes' : 'The nodes of that zone';
    return `${who} are down within ${(threshold + 1) * intervalSeconds} s, though they work${chance.everywhere ? ': every new connection times out' : ''}.`;
  }
  const { downShare, triesUp } = flapping(chance.perTry, threshold);
  const seconds = Math.round(triesUp * intervalSeconds);
  return `${count(threshold, 'failed try', 'failed tries')} in a row take a node out: p^${threshold} = ${percent(chance.perTry ** threshold)} at each. A healthy node goes down once in about ${seconds} s and is out ${percent(downShare)} of the time; the others take its connections, and when all are out at once every new connection times out.`;
}

interface Seen {
  readonly asked: number;
  readonly down: number;
  readonly first: { readonly reason: string; readonly source: string } | null;
}

/** Healthy members that Azure, or somebody on the node, has down because nothing answered. */
function seenDown({ port }: Flap, model: ClusterModel): Seen {
  let asked = 0;
  let down = 0;
  let first: Seen['first'] = null;
  for (const [name, { state, reason, source }] of port.observations) {
    const node = model.nodesByName.get(name);
    if (node === undefined || node.lost || node.departure !== null || (state !== 'up' && state !== 'down')) continue;
    asked++;
    if (state === 'up' || !NO_ANSWER.test(reason)) continue;
    down++;
    first ??= { reason, source };
  }
  return { asked, down, first };
}

const NO_ANSWER = /TcpProbeTimeout|HttpNoResponse|HttpEndpointUnreachable|^timeout$/i;
