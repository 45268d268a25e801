import type { Finding } from '../../report/finding.ts';
import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { HEALTH_CHECK_FAILED, healthCheckFailures } from '../service/health-check-failures.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { instantText } from '../time.ts';
import { kubectl, kubectlFor, shellWord, wordOr } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { hasRule } from './rotation-members.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'health-check-port-conflict';

/** docs/findings/health-check-port-conflict.md: something else listens on the health-check port of a `Local` Service. */
export const healthCheckPortConflict: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const { service: object } = service;
    const port = object.healthCheckNodePort;
    if (object.externalTrafficPolicy !== 'Local' || port === null || port === 0) return [];
    const events = healthCheckFailures(object, model).filter((event) => isInForce(event, port, service, model));
    const first = events[0];
    if (first === undefined) return [];
    const nodes = [...new Set(events.flatMap((event) => nodeOf(event) ?? []))].toSorted();
    const where = nodes.length === 0 ? 'some node' : `${count(nodes.length, 'node')}: ${names(nodes)}`;
    return [
      serviceFinding(service, {
        code,
        severity: 'medium',
        title: `kube-proxy cannot open health-check node port ${port} of ${service.key} on ${where}, since ${instantText(first.firstAt ?? first.lastAt)}`,
        impact: impactOf(service, nodes),
        objects: nodes.map(nodeObject),
        evidence: events.slice(0, 5).map((event) => ({
          text: event.message,
          known: 'measured' as const,
          source: `Event ${event.reason}`,
        })),
        ...remedy(object, port, nodes, model),
      }),
    ];
  },
};

function remedy(
  object: Service,
  port: number,
  nodes: readonly string[],
  model: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const debug = `debug node/${wordOr(nodes[0], 'node')} -it --image=busybox --profile=netadmin -- netstat -lntp`;
  return {
    fix: {
      text: `Find what listens on TCP ${port} there and move it away: a host-network pod, another agent that answers health checks, a Service with the same port. The port of the Service cannot be changed while its policy is Local: it is given anew when the policy goes to Cluster and back.`,
      commands: [
        kubectl(model.snapshot, debug),
        kubectlFor(
          model.snapshot,
          object,
          `patch service ${shellWord(object.name)} -p '{"spec":{"externalTrafficPolicy":"Cluster"}}'`,
        ),
        kubectlFor(
          model.snapshot,
          object,
          `patch service ${shellWord(object.name)} -p '{"spec":{"externalTrafficPolicy":"Local"}}'`,
        ),
      ],
      patch: null,
    },
    verify: [
      {
        command: kubectlFor(
          model.snapshot,
          object,
          `get events --field-selector reason=${HEALTH_CHECK_FAILED},involvedObject.name=${shellWord(object.name)}`,
        ),
        expect: 'no event that is younger than the change',
      },
    ],
  };
}

/** About the port of today, on a node that exists and has not answered on it since. */
function isInForce(event: ClusterEvent, port: number, service: ServiceModel, model: ClusterModel): boolean {
  if (!event.message.includes(`on port ${port}:`)) return false;
  const node = nodeOf(event);
  if (node === null) return true;
  if (!model.nodesByName.has(node) && model.snapshot.kubernetes.nodes !== null) return false;
  const at = Date.parse(event.lastAt ?? '');
  return !service.ports.some(({ probe, observations }) => {
    const seen = probe?.port === port ? observations.get(node) : undefined;
    return seen?.state === 'up' && Date.parse(seen.observedAt) > at;
  });
}

/** `node n1 failed to start healthcheck "shop/web" on port 32000: …`. Null: the message is another. */
function nodeOf({ message }: ClusterEvent): string | null {
  const words = message.split(' ', 3);
  return words[0] === 'node' && words[2] === 'failed' ? (words[1] ?? null) : null;
}

function impactOf({ ports }: ServiceModel, nodes: readonly string[]): string {
  const port = ports.find(hasRule);
  const hosts = nodes.filter((node) => port?.usableHosts.has(node));
  if (port === undefined || hosts.length === 0) {
    return 'The node cannot answer the probe, so a pod that is placed there gets no connections.';
  }
  return `The load balancer has ${names(hosts)} down: its pods get no connections, ${percent(hosts.length / port.usableHosts.size)} of the nodes that serve is lost, and the others carry the rest.`;
}
