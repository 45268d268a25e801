import type { Finding } from '../../report/finding.ts';
import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { type DepartureKind, departureWords } from '../cluster/departure.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { blastRadius } from '../policy/blast-radius.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import { lostReason } from '../service/node-verdict.ts';
import type { Observations } from '../service/observation.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isSilent } from '../service/silent-nodes.ts';
import { kubectl, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { hasRule } from './rotation-members.ts';
import { servesUnderLocal } from './serves-under-local.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent, secondsRange } from './wording.ts';

const code = 'departing-node-in-rotation';

/** docs/findings/departing-node-in-rotation.md: a node that leaves, or that nobody hears from, still gets connections. */
export const departingNodeInRotation: ServiceFindingRule = {
  code,
  kind: 'fault',
  looksAtOtherNodes: true,
  appliesTo: ({ noteworthy }) => noteworthy.some(isLeaving),
  check: (service, model) => {
    const { externalTrafficPolicy: policy } = service.service;
    for (const port of service.ports.filter(hasRule)) {
      const { rotation } = port.policies[policy];
      const leaving = model.noteworthy.filter(
        (node) => isLeavingWith[policy](node, port.observations) && rotation.includes(node),
      );
      if (leaving.length > 0) return [leavingFinding(service, port, leaving, model)];
    }
    return [];
  },
};

/** Machines that go whether they are drained or not. */
const SUDDEN: ReadonlySet<DepartureKind> = new Set(['eviction-notice', 'shutdown']);

/** Under `Local` a drained node is out before it goes, and one that is silent only stands for its own pods. */
const isLeavingWith: Record<TrafficPolicy, (node: NodeFacts, observations: Observations) => boolean> = {
  Cluster: (node, observations) => node.departure !== null || isSilent(node, observations),
  Local: ({ departure }) => departure !== null && SUDDEN.has(departure.kind),
};

export function isLeaving(node: NodeFacts): boolean {
  return node.lost || node.departure !== null;
}

function leavingFinding(
  service: ServiceModel,
  port: PortModel,
  leaving: readonly NodeFacts[],
  model: ClusterModel,
): Finding {
  const { traffic, rotation } = port.policies[service.service.externalTrafficPolicy];
  const loss = blastRadius(traffic, rotation, port.endpoints);
  const share = Math.min(
    1,
    leaving.reduce((sum, node) => sum + loss(node).whileProbed, 0),
  );
  const window =
    port.probe === null
      ? 'until they leave the backend pool'
      : `for ${secondsRange(silentMarkDownSeconds(port.probe))}`;
  const to = port === service.ports[0] ? '' : ` to ${port.port.protocol}/${port.port.port}`;
  const { number, names: who, ...told } = toldOf(leaving, wayOut(service, port), model);
  return serviceFinding(service, {
    code,
    severity: 'high',
    title: `${number} still in rotation for ${service.key}: ${who}`,
    impact: `${percent(share)} of new connections${to} time out ${window} once they are gone; connections that run through them hang.`,
    ...told,
  });
}

/** What is said of leaving nodes whatever the Service: one node leaves the rotations of most Services at once. */
interface Told extends Pick<Finding, 'objects' | 'evidence' | 'fix' | 'verify'> {
  readonly leaving: readonly NodeFacts[];
  readonly number: string;
  readonly names: string;
}

/** The policy of the Service, and whether a switch to Local would help. */
type WayOut = 'Local' | 'Cluster' | 'Cluster only';

function wayOut({ service }: ServiceModel, port: PortModel): WayOut {
  if (service.externalTrafficPolicy === 'Local') return 'Local';
  return servesUnderLocal(port) ? 'Cluster' : 'Cluster only';
}

const known = new WeakMap<ClusterModel, Partial<Record<WayOut, Told>>>();

function toldOf(leaving: readonly NodeFacts[], way: WayOut, model: ClusterModel): Omit<Told, 'leaving'> {
  const byWay = known.get(model) ?? {};
  const before = byWay[way];
  const isSame = before?.leaving.length === leaving.length && before.leaving.every((node, at) => node === leaving[at]);
  const told = before !== undefined && isSame ? before : tell(leaving, way, model);
  if (told !== before) known.set(model, { ...byWay, [way]: told });
  const { leaving: _leaving, ...rest } = told;
  return rest;
}

function tell(leaving: readonly NodeFacts[], way: WayOut, model: ClusterModel): Told {
  return {
    leaving,
    number: count(leaving.length, 'leaving node'),
    names: names(leaving.map((node) => node.name)),
    objects: leaving.map((node) => nodeObject(node.name)),
    evidence: leaving.slice(0, 10).map((node) => ({
      text: node.departure !== null ? departureWords[node.departure.kind] : lostReason(node),
      known: 'measured' as const,
      source: node.departure?.evidence ?? `Node ${node.name}`,
    })),
    ...remedies[way](leaving, model),
  };
}

type Remedy = (leaving: readonly NodeFacts[], model: ClusterModel) => Pick<Finding, 'fix' | 'verify'>;

const EXCLUDE = 'node.kubernetes.io/exclude-from-external-load-balancers=true';

const remedies: Record<WayOut, Remedy> = {
  Cluster: byLabel('policy Local, or the shared probe mode', 'spec:\n  externalTrafficPolicy: Local\n'),
  'Cluster only': byLabel('the shared probe mode', null),
  Local: (leaving, { snapshot }) => ({
    fix: {
      text: 'Move the pods while the machine still lives: the health check turns red as soon as no ready pod is left on the node.',
      commands: firstOf(leaving).map((node) =>
        kubectl(snapshot, `drain ${node} --ignore-daemonsets --delete-emptydir-data`),
      ),
      patch: null,
    },
    verify: [
      {
        command: kubectl(snapshot, `get nodes ${firstOf(leaving).join(' ')}`),
        expect: 'SchedulingDisabled, and on the page of the Service the nodes are out of the rotation',
      },
    ],
  }),
};

/** `next`: what spares the next time. */
function byLabel(next: string, patch: string | null): Remedy {
  return (leaving, { snapshot }) => {
    const nodes = firstOf(leaving).join(' ');
    return {
      fix: {
        text: `Nothing turns the probe of a node port red before the machine is gone, so take the node out of the pool by label; a label with a minus at its end takes that back. To avoid the next time: ${next} of the cluster, which reacts to the autoscaler taint.`,
        commands: [
          kubectl(snapshot, `label node ${nodes} ${EXCLUDE}`),
          kubectl(snapshot, `get nodes ${nodes} -o wide`),
        ],
        patch,
      },
      verify: [{ command: kubectl(snapshot, `get nodes ${nodes}`), expect: 'the nodes are gone, or Ready again' }],
    };
  };
}

function firstOf(leaving: readonly NodeFacts[]): readonly string[] {
  return leaving.slice(0, 5).map((node) => shellWord(node.name));
}
