import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import { type AnswerRun, nodeAnswerRuns } from '../service/node-answer-runs.ts';
import { AZURE_LAG_SECONDS } from '../service/observation.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { localChanges } from '../service/settled-observations.ts';
import { azNetwork, endpointsCommand, kubectl, wordOr } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { restartProxyCommands } from './remove-pods.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names } from './wording.ts';

const code = 'probe-sources-disagree';

/** kube-proxy follows an EndpointSlice within a second or two; beyond this it has not. */
const KUBE_PROXY_LAG_SECONDS = 15;

/** docs/findings/probe-sources-disagree.md: Azure, kube-proxy and the EndpointSlices contradict each other for too long. */
export const probeSourcesDisagree: ServiceFindingRule = {
  code,
  kind: 'fault',
  looksAtOtherNodes: true,
  appliesTo: ({ observedByPort }) => observedByPort.size > 0,
  check: (service, model) => {
    const found = new Map<string, Contradiction>();
    for (const port of service.ports) {
      if (port.state !== 'present') continue;
      for (const run of nodeAnswerRuns(port, model)) {
        const contradiction = isSteady(run.node, model) ? contradictionOf(service, port, run, model) : null;
        if (contradiction !== null && !found.has(run.node)) found.set(run.node, contradiction);
      }
    }
    return found.size === 0 ? [] : [disagreement(service, [...found.values()], model)];
  },
};

interface Contradiction {
  readonly with: 'azure' | 'endpoints';
  readonly run: AnswerRun;
  /** What the other side says. */
  readonly other: string;
  readonly source: string;
}

/** Of a machine that is lost or leaving every source tells another moment. */
function isSteady(name: string, model: ClusterModel): boolean {
  const node = model.nodesByName.get(name);
  return node !== undefined && !node.lost && node.departure === null;
}

function contradictionOf(
  service: ServiceModel,
  port: PortModel,
  run: AnswerRun,
  model: ClusterModel,
): Contradiction | null {
  return withAzure(port, run, model) ?? withEndpoints(service, port, run, model);
}

/** Answers that tell what the probe met, and not what somebody decided or what is about to change. */
const OF_A_PROBE = /^(up_probe_success|down_probe_(http|tcp).*)$/i;

function withAzure(port: PortModel, run: AnswerRun, model: ClusterModel): Contradiction | null {
  const seen = port.observations.get(run.node);
  if (seen === undefined || port.probe === null || !seen.source.startsWith('Azure')) return null;
  if ((seen.state !== 'up' && seen.state !== 'down') || seen.state === run.state) return null;
  if (!OF_A_PROBE.test(seen.reason)) return null;
  const window = silentMarkDownSeconds(port.probe)[1] + model.settings.propagationSeconds + AZURE_LAG_SECONDS;
  const askedAt = Date.parse(seen.observedAt);
  const isSpanned = Date.parse(run.first.at) + window * 1000 <= askedAt && askedAt <= Date.parse(run.last.at);
  return isSpanned ? { with: 'azure', run, other: `Azure says ${seen.reason}`, source: seen.source } : null;
}

/** On a health-check node port kube-proxy tells whether it knows a ready local endpoint. */
function withEndpoints(
  { service, readyNodes, slices, key }: ServiceModel,
  port: PortModel,
  run: AnswerRun,
  model: ClusterModel,
): Contradiction | null {
  const isDefinite = run.last.result === '200' || run.last.result === '503';
  if (port.probe?.port !== service.healthCheckNodePort || readyNodes === null || !isDefinite) return null;
  const isReady = readyNodes.has(run.node);
  if (isReady === (run.state === 'up')) return null;
  const changedAt = localChanges(port.endpoints, slices ?? [], model).get(run.node);
  if (changedAt === undefined || Date.parse(run.first.at) < changedAt + KUBE_PROXY_LAG_SECONDS * 1000) return null;
  const other = isReady ? 'an EndpointSlice has a ready endpoint there' : 'no EndpointSlice has a ready endpoint there';
  return { with: 'endpoints', run, other, source: `EndpointSlices of ${key}` };
}

function disagreement(service: ServiceModel, all: readonly Contradiction[], model: ClusterModel): Finding {
  const nodes = all.map(({ run }) => run.node).sort();
  const byAzure = all.some((one) => one.with === 'azure');
  const { snapshot } = model;
  const field = nodes.length === 1 ? ` --field-selector spec.nodeName=${wordOr(nodes[0], 'node')}` : '';
  const proxies = kubectl(snapshot, `-n kube-system get pods -l component=kube-proxy -o wide${field}`);
  return serviceFinding(service, {
    code,
    severity: 'high',
    title: `${byAzure ? 'Azure' : 'The EndpointSlices'} and kube-proxy contradict each other about ${service.key} on ${count(nodes.length, 'node')}: ${names(nodes)}`,
    impact: impactOf(all),
    objects: nodes.map(nodeObject),
    evidence: all.slice(0, 5).map(({ run, other, source }) => ({
      text: `${run.node}: ${answerText(run)} from ${run.first.at} to ${run.last.at}, while ${other}`,
      known: 'measured' as const,
      source: `port ${run.last.port} of node ${run.node}, ${source}`,
    })),
    fix: byAzure
      ? {
          text: 'Something lies between the prober and the node: look at the network security groups (service tag AzureLoadBalancer, 168.63.129.16), at host firewalls, and at what the probe really asks.',
          commands: [azNetwork(snapshot, 'nsg list -o table'), proxies],
          patch: null,
        }
      : {
          text: 'kube-proxy works with endpoints that are over: look at its pod, and let it be started anew.',
          commands: [proxies, ...restartProxyCommands(snapshot, nodes)],
          patch: null,
        },
    verify: [
      {
        command: endpointsCommand(snapshot, service.service),
        expect:
          'the nodes with a ready endpoint are those whose health-check node port answers 200, and those that Azure has up',
      },
    ],
  });
}

function answerText({ last }: AnswerRun): string {
  const counted = last.localEndpoints === null ? '' : ` with ${count(last.localEndpoints, 'local endpoint')}`;
  const behind = last.serviceProxyHealthy === false ? ', and calls itself behind' : '';
  return `kube-proxy answers ${last.result}${counted}${behind}`;
}

function impactOf(all: readonly Contradiction[]): string {
  const [first] = all;
  if (first?.with === 'azure') {
    return first.run.state === 'up'
      ? 'Azure keeps new connections away from nodes that would serve them; the others take more than their share.'
      : 'Azure sends new connections to nodes whose kube-proxy says that it has nothing to send them to: they time out.';
  }
  return first?.run.state === 'up'
    ? 'The node takes new connections for endpoints that are over: they time out.'
    : 'The node has a ready pod and gets no connections; where Azure still sends some, they are dropped.';
}
