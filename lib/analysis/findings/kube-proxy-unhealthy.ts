import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { Observation } from '../service/observation.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectl, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names } from './wording.ts';

const code = 'kube-proxy-unhealthy';
const SHOWN = 3;

/** Nothing answers, as opposed to an answer that says no. */
const SILENT = /HttpEndpointUnreachable|HttpNoResponse|^refused$|^timeout$/i;

/** docs/findings/kube-proxy-unhealthy.md: a node lives, and its kube-proxy does not answer the probe that asks it. */
export const kubeProxyUnhealthy: ServiceFindingRule = {
  code,
  kind: 'fault',
  looksAtOtherNodes: true,
  check: (service, model) => {
    const port = service.ports.find((candidate) => asksKubeProxy(service, candidate, model));
    if (port === undefined || port.observations.size === 0) return [];
    const silent = silentProxies(port, model);
    if (silent.length === 0) return [];
    const nodes = silent.map(({ node }) => node);
    const shown = nodes.slice(0, SHOWN);
    const show = (node: string): string => `-n kube-system get pods ${proxyOf(node)} -o wide`;
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `kube-proxy does not answer on ${count(nodes.length, 'node')}: ${names(nodes)}`,
        impact: `The load balancer keeps ${service.key} away from there, whatever its pods do. For other Services these nodes go on with the rules they last had: connections to pods that have moved since time out, and a TCP probe of a node port does not show it.`,
        objects: nodes.map(nodeObject),
        evidence: silent.slice(0, SHOWN).map(({ node, answer }) => ({
          text: `${node}: ${answer.reason} on port ${port.probe?.port}, while its heartbeat goes on`,
          known: 'measured' as const,
          source: answer.source,
        })),
        fix: {
          text: 'Look at the kube-proxy pod of the node, and let it be started anew. Where the cluster has no kube-proxy, look at the agent that stands for it.',
          // Node by node: without one the command would end every kube-proxy of the cluster.
          commands: shown.flatMap((node) => [
            kubectl(model.snapshot, show(node)),
            kubectl(model.snapshot, `-n kube-system delete pod ${proxyOf(node)}`),
          ]),
          patch: null,
        },
        verify: shown.map((node) => ({
          command: kubectl(model.snapshot, show(node)),
          expect: 'Running and ready; the probe answers within two intervals',
        })),
      }),
    ];
  },
};

const proxyOf = (node: string): string => `-l component=kube-proxy --field-selector spec.nodeName=${shellWord(node)}`;

function asksKubeProxy({ service }: ServiceModel, { probe, state }: PortModel, { config }: ClusterModel): boolean {
  if (probe === null || state !== 'present') return false;
  return [10_256, config.sharedProbe?.port, service.healthCheckNodePort].includes(probe.port);
}

interface SilentProxy {
  readonly node: string;
  readonly answer: Observation;
}

/** A machine that died is silent to Azure first; only when its heart goes on for long enough it is not the machine. */
function livesOn({ lost, heartbeat, departure }: NodeFacts, answer: Observation, model: ClusterModel): boolean {
  if (lost || heartbeat.state !== 'fresh' || departure !== null) return false;
  const silentMs = answer.since === null ? null : Date.parse(answer.observedAt) - Date.parse(answer.since);
  return silentMs === null || silentMs >= model.settings.heartbeatStoppedSeconds * 1000;
}

/** Empty where no node answers at all: then the probe is kept out on its way, and kube-proxy is not the one to blame. */
function silentProxies({ observations }: PortModel, model: ClusterModel): readonly SilentProxy[] {
  let anyAnswer = false;
  const silent: SilentProxy[] = [];
  for (const [node, answer] of observations) {
    if (answer.state !== 'down' || !SILENT.test(answer.reason)) {
      anyAnswer ||= answer.state === 'up' || answer.state === 'down';
      continue;
    }
    const facts = model.nodesByName.get(node);
    if (facts !== undefined && livesOn(facts, answer, model)) silent.push({ node, answer });
  }
  return anyAnswer ? silent : [];
}
