import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { departureWords } from '../cluster/departure.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { blastRadius } from '../policy/blast-radius.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import { lostReason } from '../service/node-verdict.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isSilent } from '../service/silent-nodes.ts';
import { kubectl } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { hasRule } from './rotation-members.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent, secondsRange } from './wording.ts';

const code = 'departing-node-in-rotation';

/** docs/findings/departing-node-in-rotation.md: a node that leaves, or that nobody hears from, still gets connections. */
export const departingNodeInRotation: ServiceFindingRule = {
  code,
  kind: 'fault',
  looksAtOtherNodes: true,
  check: (service, model) => {
    if (model.noteworthy.length === 0 || service.service.externalTrafficPolicy !== 'Cluster') return [];
    for (const port of service.ports.filter(hasRule)) {
      const { rotation } = port.policies.Cluster;
      const leaving = model.noteworthy.filter(
        (node) => (node.departure !== null || isSilent(node, port.observations)) && rotation.includes(node),
      );
      if (leaving.length > 0) return [leavingFinding(service, port, leaving, model)];
    }
    return [];
  },
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
  const { traffic, rotation } = port.policies.Cluster;
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
  return serviceFinding(service, {
    code,
    severity: 'high',
    title: `${count(leaving.length, 'leaving node')} still in rotation for ${service.key}: ${names(leaving.map((node) => node.name))}`,
    impact: `${percent(share)} of new connections${to} time out ${window} once they are gone; connections that run through them hang.`,
    objects: leaving.map((node) => nodeObject(node.name)),
    evidence: leaving.slice(0, 10).map((node) => ({
      text: node.departure !== null ? departureWords[node.departure.kind] : lostReason(node),
      known: 'measured' as const,
      source: node.departure?.evidence ?? `Node ${node.name}`,
    })),
    ...remedy(leaving, model),
  });
}

function remedy(leaving: readonly NodeFacts[], model: ClusterModel): Pick<Finding, 'fix' | 'verify'> {
  const nodes = leaving
    .slice(0, 5)
    .map((node) => node.name)
    .join(' ');
  return {
    fix: {
      text: 'Nothing turns the probe of a node port red before the machine is gone. For a node that is already dead the probe ends it by itself. To avoid the next time: policy Local, or the shared probe mode of the cluster, which reacts to the autoscaler taint.',
      commands: [kubectl(model.snapshot, `get nodes ${nodes} -o wide`)],
      patch: 'spec:\n  externalTrafficPolicy: Local\n',
    },
    verify: [{ command: kubectl(model.snapshot, `get nodes ${nodes}`), expect: 'the nodes are gone, or Ready again' }],
  };
}
