import type { Finding } from '../../report/finding.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { kubectl } from './commands.ts';
import { isLeaving } from './departing-node-in-rotation.ts';
import { type ClusterFacts, type ClusterFindingRule, docOf } from './finding-rule.ts';
import { nodeObject } from './service-finding.ts';
import { count, names } from './wording.ts';

const code = 'departing-node-in-rotation';

/**
 * docs/findings/departing-node-in-rotation.md: a live kubelet that reports NotReady changes nothing in the data plane
 * by itself, so this is information, once for the cluster.
 */
export const notReadyInRotation: ClusterFindingRule = {
  code,
  kind: 'fault',
  check: (facts) => {
    const candidates = facts.model.noteworthy.filter((node) => node.ready === 'False' && !isLeaving(node));
    const inside = candidates.filter((node) => receivesUnderCluster(facts, node));
    return inside.length > 0 ? [notReadyFinding(facts, inside)] : [];
  },
};

function receivesUnderCluster({ services }: ClusterFacts, node: NodeFacts): boolean {
  return services.some(
    ({ service, ports }) =>
      service.externalTrafficPolicy === 'Cluster' &&
      ports.some((port) => port.policies.Cluster.rotation.includes(node)),
  );
}

function notReadyFinding({ model }: ClusterFacts, nodes: readonly NodeFacts[]): Finding {
  return {
    code,
    severity: 'info',
    title: `${count(nodes.length, 'node')} in rotation with a kubelet that reports NotReady: ${names(nodes.map((node) => node.name))}`,
    impact:
      'None by itself: the kubelet still reports, and readiness of a node decides neither its probe nor its membership.',
    service: null,
    objects: nodes.map((node) => nodeObject(node.name)),
    evidence: nodes.slice(0, 10).map((node) => ({
      text: 'condition Ready is False, and the heartbeat goes on',
      known: 'measured' as const,
      source: `Node ${node.name}`,
    })),
    fix: {
      text: 'Look at the conditions of the node; if it is about to die, drain it first.',
      commands: [kubectl(model.snapshot, `describe node ${nodes[0]?.name ?? ''}`)],
      patch: null,
    },
    verify: [{ command: kubectl(model.snapshot, 'get nodes'), expect: 'Ready' }],
    doc: docOf(code),
  };
}
