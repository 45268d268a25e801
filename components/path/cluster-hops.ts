import { ENDPOINT_LINES } from '../../lib/analysis/findings/commands.ts';
import { formatCount, formatShareInText } from '../format.ts';
import { shownPodState } from '../shown-state.ts';
import { podStateOrder, podStateWords } from '../status-vocabulary.ts';
import { shellQuote } from '../ui/shell-quote.ts';
import type { Hop, HopCheck, HopFact, HopState } from './hop.ts';
import {
  countVerdict,
  fineIfSeen,
  kubectlCommand,
  kubectlInNamespace,
  type LadderInput,
  nodesWith,
  sumShare,
} from './ladder-input.ts';

/** Machines that get connections and are gone or silent. */
export function nodeHop(input: LadderInput): Hop {
  const gone = nodesWith(input, 'wrongly-in').filter((node) => !node.ready);
  const leaving = countVerdict(input, 'degraded');
  const inRotation = input.traffic.nodes.filter((node) => node.share > 0);
  const notReady = inRotation.filter((node) => !node.ready).length;
  const state: HopState =
    gone.length > 0
      ? 'broken'
      : leaving + notReady > 0
        ? 'warning'
        : inRotation.length === 0
          ? nobodyInRotation(input)
          : fineIfSeen(input);
  const facts: HopFact[] = [
    {
      text: `${formatCount(inRotation.length, 'node')} in rotation, ${notReady} of them not ready`,
      known: fineIfSeen(input) === 'fine' ? 'measured' : 'computed',
    },
  ];
  if (gone.length > 0) {
    facts.push({
      text: `${names(gone)}: ${formatShareInText(sumShare(gone))} of new connections go there and die`,
      known: 'computed',
    });
  }
  if (leaving > 0) facts.push({ text: `${formatCount(leaving, 'node')} about to change`, known: 'measured' });
  return {
    id: 'node',
    state,
    summary: nodeSummary({ gone: gone.length, leaving, notReady, inRotation: inRotation.length }),
    facts,
    checks: [{ command: kubectlCommand(input, 'get nodes -o wide'), expect: 'every node of the pool is Ready' }],
  };
}

/** The worst of what is known about the nodes, in a few words. */
function nodeSummary(count: Readonly<Record<'gone' | 'leaving' | 'notReady' | 'inRotation', number>>): string {
  if (count.gone > 0) return `${formatCount(count.gone, 'node')} gone, still in`;
  if (count.leaving > 0) return `${formatCount(count.leaving, 'node')} about to leave`;
  if (count.notReady > 0) return `${formatCount(count.notReady, 'node')} not ready`;
  return `${count.inRotation} in rotation`;
}

/** Nodes that are there and do not hand the connection on. */
export function kubeProxyHop(input: LadderInput): Hop {
  const refusing = nodesWith(input, 'wrongly-in').filter((node) => node.ready);
  const inRotation = input.traffic.nodes.filter((node) => node.share > 0);
  const isUnknown = inRotation.some((node) => node.forwards === 'unknown');
  const accepting = inRotation.filter((node) => node.forwards === 'accept').length;
  const policy = input.report.externalTrafficPolicy;
  const facts: HopFact[] = [
    {
      text: `${formatCount(inRotation.length, 'node')} in rotation, of which ${accepting} accept connections under ${policy}`,
      known: 'computed',
    },
  ];
  if (refusing.length > 0) {
    facts.push({
      text: `${names(refusing)}: ${formatShareInText(sumShare(refusing))} of new connections lost`,
      known: 'computed',
    });
  }
  const withoutFault: HopState = isUnknown
    ? 'unknown'
    : inRotation.length === 0
      ? nobodyInRotation(input)
      : fineIfSeen(input);
  const summaryWithoutFault = isUnknown ? 'unknown' : `${accepting} accept`;
  return {
    id: 'kube-proxy',
    state: refusing.length > 0 ? 'broken' : withoutFault,
    summary: refusing.length > 0 ? `${formatCount(refusing.length, 'node')} drop` : summaryWithoutFault,
    facts,
    checks: [kubeProxyCheck(input, inRotation[0]?.ip ?? null)],
  };
}

/** Under Local each node answers for itself; under Cluster there is only the pod of kube-proxy to look at. */
function kubeProxyCheck(input: LadderInput, address: string | null): HopCheck {
  const { healthCheckNodePort, namespace, name } = input.report;
  if (healthCheckNodePort === null) {
    return {
      command: kubectlCommand(input, '-n kube-system get pods -l component=kube-proxy -o wide'),
      expect: 'one Running pod on each node; none with Cilium',
    };
  }
  const url = `http://${address ?? '$NODE_IP'}:${healthCheckNodePort}/healthz`;
  return {
    command: `curl -si ${address === null ? `"${url}"` : url}`,
    expect: `from inside the network: 200 and localEndpoints > 0 for ${namespace}/${name}, 503 without a local pod`,
  };
}

/** Without a node in rotation no connection gets to a node; without nodes nothing is known of them. */
function nobodyInRotation(input: LadderInput): HopState {
  return input.traffic.nodes.length === 0 ? 'unknown' : 'not-reached';
}

/** Pod addresses that connections may be handed to. */
export function endpointHop(input: LadderInput): Hop {
  const { pods, nodes } = input.traffic;
  const counts = podStateOrder
    .map((state) => ({ state, count: pods.filter((pod) => shownPodState(pod) === state).length }))
    .filter(({ count }) => count > 0);
  const usable = pods.filter(
    (pod) => pod.answers !== 'no' && (pod.state === 'ready' || pod.state === 'serving-terminating'),
  );
  const isUnknown = nodes.length > 0 && nodes.every((node) => node.forwards === 'unknown');
  const text = counts.map(({ state, count }) => `${count} ${podStateWords[state].word}`).join(', ') || 'no endpoint';
  return {
    id: 'endpoint',
    state: isUnknown ? 'unknown' : usable.length === 0 ? 'broken' : 'fine',
    summary: isUnknown ? 'unknown' : `${usable.length} usable`,
    facts: isUnknown ? [] : [{ text, known: 'measured' }],
    checks: [
      {
        command: kubectlInNamespace(
          input,
          `get endpointslices -l kubernetes.io/service-name=${shellQuote(input.report.name)} -o jsonpath='${ENDPOINT_LINES}'`,
        ),
        expect: 'a line for each pod, with its node, and ready true where it is to get connections',
      },
    ],
  };
}

/** The pods themselves. */
export function podHop(input: LadderInput): Hop {
  const { workloads } = input.report.lifecycle;
  const notReady = input.traffic.pods.filter((pod) => pod.state === 'not-ready');
  const dead = input.traffic.pods.filter((pod) => shownPodState(pod) === 'unanswered');
  const silent = input.traffic.pods.filter((pod) => shownPodState(pod) === 'silent');
  const facts: HopFact[] = workloads.map((workload) => ({
    text: `${workload.kind} ${workload.name}: ${workload.readyReplicas} of ${workload.replicas} ready by its status`,
    known: 'measured',
  }));
  if (dead.length > 0) facts.push({ text: `Nobody answers: ${names(dead)}`, known: 'computed' });
  if (silent.length > 0) facts.push({ text: `Not heard from: ${names(silent)}`, known: 'computed' });
  if (notReady.length > 0) facts.push({ text: `Not ready: ${names(notReady)}`, known: 'measured' });
  const missing = workloads.reduce((sum, workload) => sum + Math.max(0, workload.replicas - workload.readyReplicas), 0);
  const nothingReady = workloads.length > 0 && workloads.every((workload) => workload.readyReplicas === 0);
  const state: HopState = nothingReady
    ? 'broken'
    : notReady.length + missing + dead.length + silent.length > 0
      ? 'warning'
      : input.traffic.pods.length === 0 && workloads.length === 0
        ? 'unknown'
        : 'fine';
  return {
    id: 'pod',
    state,
    summary:
      notReady.length + missing > 0
        ? `${Math.max(missing, notReady.length)} not ready`
        : dead.length > 0
          ? `${dead.length} of ${input.traffic.pods.length} dead`
          : silent.length > 0
            ? `${silent.length} of ${input.traffic.pods.length} not heard from`
            : state === 'unknown'
              ? 'none seen'
              : 'all ready',
    facts,
    checks: [
      { command: kubectlInNamespace(input, 'get pods -o wide'), expect: 'READY shows all containers of every pod' },
    ],
  };
}

function names(items: readonly { readonly name: string }[]): string {
  const shown = items.slice(0, 3).map((item) => item.name);
  return items.length > 3 ? `${shown.join(', ')} and ${items.length - 3} more` : shown.join(', ');
}
