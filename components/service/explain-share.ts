import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { Explanation } from '../explain/explanation.ts';
import { formatFactor, formatNumber, formatShare } from '../format.ts';
import type { PolicyTraffic } from './prepare-variants.ts';

const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
const sumOf = (items: readonly { readonly share: number }[]): number =>
  items.reduce((sum, { share }) => sum + share, 0);

/** Share of new connections that enters through a node. docs/model.md "Traffic shares". */
export function explainNodeShare(of: PolicyTraffic, share: number): Explanation {
  const rotation = of.nodes.filter((node) => node.share > 0);
  const even = rotation.length > 0 && same(share, 1 / rotation.length);
  return {
    formula: 'Azure spreads new connections evenly over the members in rotation: one divided by their number.',
    filled: even
      ? `1 ÷ ${formatNumber(rotation.length)} = ${formatShare(share)}`
      : `not evenly spread over the nodes that are shown; here: ${formatShare(share)}`,
    inputs: [
      { name: 'Pool members', value: formatNumber(of.nodes.filter((node) => node.inPool).length) },
      { name: 'Of these in rotation', value: formatNumber(rotation.length) },
    ],
    section: 'Traffic shares',
    known: 'computed',
  };
}

interface PodPlace {
  readonly node: string | null;
  readonly share: number;
}

/** Share of new connections that ends on a pod. docs/model.md "Traffic shares". */
export function explainPodShare(of: PolicyTraffic, policy: TrafficPolicy, { node, share }: PodPlace): Explanation {
  const entering = of.nodes.filter(({ forwards }) => forwards === 'accept');
  const own = of.nodes.find(({ name }) => name === node)?.share ?? 0;
  const door = policy === 'Local' ? own : sumOf(entering);
  const among = countChosen(policy === 'Cluster' ? of.pods : of.pods.filter((pod) => pod.node === node));
  const formula =
    policy === 'Local'
      ? 'What enters through its node, divided by the pods on it that the node chooses from.'
      : 'For each node in rotation: its share, divided by the pods it chooses from; summed. Without hints every node chooses from all.';
  const fits = among > 0 && same(share, door / among);
  return {
    formula,
    filled: fits
      ? `${formatShare(door)} ÷ ${formatNumber(among)} = ${formatShare(share)}`
      : `summed over all nodes: ${formatShare(share)}`,
    inputs: [
      {
        name: policy === 'Local' ? 'Enters through its node' : 'Enters through nodes that accept',
        value: formatShare(door),
      },
      { name: policy === 'Local' ? 'Pods chosen from on its node' : 'Pods chosen from', value: formatNumber(among) },
    ],
    section: 'Traffic shares',
    known: 'computed',
  };
}

/** Ready pods, or those that still serve where none is ready; dead machines or not. docs/model.md "Endpoint choice". */
function countChosen(pods: PolicyTraffic['pods']): number {
  const ready = pods.filter(({ state }) => state === 'ready').length;
  return ready > 0 ? ready : pods.filter(({ state }) => state === 'serving-terminating').length;
}

/** A pod's share as a multiple of the fair one. docs/model.md "Imbalance". */
export function explainPodFactor(share: number, factor: number): Explanation {
  const fair = share / factor;
  return {
    formula: 'Its share, divided by the fair share: what each usable pod would get if all got the same.',
    filled: `${formatShare(share)} ÷ ${formatShare(fair)} = ${formatFactor(factor)}`,
    inputs: [
      { name: 'Its share', value: formatShare(share) },
      { name: 'Fair share', value: formatShare(fair) },
    ],
    section: 'Imbalance',
    known: 'computed',
  };
}

/** The even share of a pool member, and the fair share of a pod: the dashed lines of the charts. */
export function explainFairLine(kind: 'nodes' | 'pods', of: PolicyTraffic, fair: number): Explanation {
  const served = kind === 'nodes' ? 1 : sumOf(of.pods);
  const count = Math.round(served / fair);
  return {
    formula:
      kind === 'nodes'
        ? 'Everything that comes in, divided by the members of the pool, in rotation or not.'
        : 'What reaches pods, divided by the usable pods that somebody may answer for.',
    filled: `${formatShare(served)} ÷ ${formatNumber(count)} = ${formatShare(fair)}`,
    inputs: [
      { name: kind === 'nodes' ? 'Comes in' : 'Reaches pods', value: formatShare(served) },
      { name: kind === 'nodes' ? 'Members of the pool' : 'Usable pods', value: formatNumber(count) },
    ],
    section: kind === 'nodes' ? 'Traffic shares' : 'Imbalance',
    known: 'computed',
  };
}
