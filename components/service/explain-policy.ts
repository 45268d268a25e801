import type { Explanation } from '../explain/explanation.ts';
import { formatFactor, formatNumber, formatShare, formatWindow } from '../format.ts';
import type { PolicyTraffic } from './prepare-variants.ts';

export function explainRotation(of: PolicyTraffic): Explanation {
  const members = of.nodes.filter((node) => node.inPool);
  const used = of.nodes.filter((node) => node.share > 0).length;
  const down = members.filter((node) => node.share === 0).length;
  const each = used === 0 ? 'nobody gets a share' : `about ${formatShare(1 / used)} of new connections each`;
  return {
    formula: 'Pool members that get new connections: their probe is up, or they are not probed.',
    filled: `${members.length} pool members − ${down} without new connections = ${members.length - down}; ${each}`,
    inputs: [
      { name: 'Pool members', value: formatNumber(members.length) },
      { name: 'Without new connections', value: formatNumber(down) },
    ],
    section: 'Traffic shares',
    known: 'computed',
  };
}

export function explainLostShare(of: PolicyTraffic): Explanation {
  const reached = of.pods.reduce((sum, pod) => sum + pod.share, 0);
  return {
    formula: 'Everything that comes in, less what reaches a pod that answers. 100 % when nobody is in rotation.',
    filled: `100 % − ${formatShare(reached)} that reaches pods = ${formatShare(of.lostShare)}`,
    inputs: [{ name: 'Reaches pods that answer', value: formatShare(reached) }],
    section: 'Traffic shares',
    known: 'computed',
  };
}

export function explainSuspectShare(of: PolicyTraffic): Explanation {
  const silent = of.nodes.filter((node) => node.silent);
  const entering = silent.reduce((sum, node) => sum + node.share, 0);
  const ending = of.pods.filter((pod) => pod.answers === 'unknown').reduce((sum, pod) => sum + pod.share, 0);
  return {
    formula:
      'What enters through nodes that nobody hears from, and what ends on their pods; and what may still enter through nodes whose last ready pod has just gone; less what is lost anyway.',
    filled:
      silent.length === 0
        ? quietWords(of.suspectShare)
        : `${silent.length} silent: ${formatShare(entering)} enters there, ${formatShare(ending)} ends there; together, without what is lost anyway: ${formatShare(of.suspectShare)}`,
    inputs: [
      { name: 'Silent nodes', value: formatNumber(silent.length) },
      { name: 'Enters through them', value: formatShare(entering) },
      { name: 'Ends on their pods', value: formatShare(ending) },
      { name: 'Lost anyway', value: formatShare(of.lostShare) },
    ],
    section: 'Endpoints nobody answers for',
    known: 'computed',
  };
}

/** Every node is heard from: only a probe that has not noticed yet can cost more. */
function quietWords(suspectShare: number): string {
  if (suspectShare === 0) return 'somebody hears from every node, and every probe has noticed what changed';
  return `the last ready pod of a node has just gone, and its probe may not have noticed: up to ${formatShare(suspectShare)}`;
}

export function explainHottestPod(of: PolicyTraffic): Explanation {
  const reached = of.pods.filter((pod) => pod.share > 0);
  const most = reached.reduce((share, pod) => Math.max(share, pod.share), 0);
  const { hottestPodFactor } = of.imbalance;
  return {
    formula: 'Largest share of a pod, divided by the fair share: what each usable pod would get if all got the same.',
    filled:
      hottestPodFactor === null
        ? 'no pod is reached, so there is no fair share'
        : `${formatShare(most)} ÷ ${formatShare(most / hottestPodFactor)} fair share = ${formatFactor(hottestPodFactor)}`,
    inputs: [
      { name: 'Largest share of a pod', value: formatShare(most) },
      { name: 'Pods reached', value: formatNumber(reached.length) },
    ],
    section: 'Imbalance',
    known: 'computed',
  };
}

export function explainUsableCapacity(of: PolicyTraffic): Explanation {
  const { hottestPodFactor, usableCapacity } = of.imbalance;
  return {
    formula: 'One divided by the hottest pod factor: how full all pods are together when the hottest is full.',
    filled:
      hottestPodFactor === null || usableCapacity === null
        ? 'no pod is reached'
        : `1 ÷ ${hottestPodFactor.toFixed(2)} = ${formatShare(usableCapacity)}`,
    inputs: [{ name: 'Hottest pod', value: formatFactor(hottestPodFactor) }],
    section: 'Imbalance',
    known: 'computed',
  };
}

export function explainPassedOn(of: PolicyTraffic, across: 'node' | 'zone'): Explanation {
  const share = across === 'node' ? of.crossNodeShare : of.crossZoneShare;
  const entering = of.nodes.filter((node) => node.share > 0).length;
  return {
    formula: `For each node in rotation: its share × the part of the endpoints it chooses from that are in another ${across}; summed.`,
    filled: `over ${entering} nodes in rotation and ${of.pods.length} pods: ${formatShare(share)}`,
    inputs: [
      { name: 'Nodes in rotation', value: formatNumber(entering) },
      { name: 'Pods', value: formatNumber(of.pods.length) },
    ],
    section: 'Traffic shares',
    known: 'computed',
  };
}

export function explainClientAddress(of: PolicyTraffic): Explanation {
  return {
    formula: 'A node that hands a connection on to another node replaces the address of the client by its own.',
    filled: of.clientIpPreserved
      ? 'no connection is handed on to another node: the address is kept'
      : 'any node hands on to any pod: the pod sees the address of a node',
    inputs: [{ name: 'Passed on to another node', value: formatShare(of.crossNodeShare) }],
    section: 'Endpoint choice',
    known: 'computed',
  };
}

export function explainBlastRadius(of: PolicyTraffic): Explanation {
  const formula =
    'What enters through the node, and what other nodes hand on to its pods, until its probe marks it down. Shown is the worst node.';
  const worst = worstBlast(of);
  const entering = of.nodes.find((node) => node.name === worst?.node)?.share;
  const rest = { section: 'Blast radius', known: 'computed' } as const;
  if (worst === null || entering === undefined)
    return { formula, filled: 'no node carries anything', inputs: [], ...rest };
  const handedOn = Math.max(0, worst.atRiskWhileProbed - entering);
  return {
    formula,
    filled:
      `${formatShare(entering)} enters there + ${formatShare(handedOn)} handed on to its pods ` +
      `= ${formatShare(worst.atRiskWhileProbed)}; for ${formatWindow(worst.windowSeconds)}, then ` +
      `${formatShare(worst.atRiskUntilEndpointsRemoved)} until its endpoints are removed after ${worst.windowEndpointsSeconds} s`,
    inputs: [
      { name: 'Node', value: worst.node },
      { name: 'Enters there', value: formatShare(entering) },
      { name: 'Handed on to its pods', value: formatShare(handedOn) },
      { name: 'Window', value: formatWindow(worst.windowSeconds) },
    ],
    ...rest,
  };
}

/** The node whose death costs most while it is probed. Null: nothing is at risk. */
export function worstBlast(of: PolicyTraffic) {
  const [first, ...others] = of.blastRadius;
  if (first === undefined) return null;
  const worst = others.reduce((most, next) => (next.atRiskWhileProbed > most.atRiskWhileProbed ? next : most), first);
  return worst.atRiskWhileProbed === 0 ? null : worst;
}
