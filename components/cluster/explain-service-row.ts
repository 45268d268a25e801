import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { Explanation, ExplanationInput } from '../explain/explanation.ts';
import { formatCount, formatFactor, formatNumber, formatShare } from '../format.ts';
import type { NowAndOther, ServiceRow } from './prepare-services-table.ts';

type Numbers = Pick<
  ServiceRow,
  | 'policy'
  | 'otherPolicy'
  | 'inRotation'
  | 'poolMembers'
  | 'lostShare'
  | 'suspectShare'
  | 'hottestPod'
  | 'readyPods'
  | 'pods'
> & {
  /** What `now` says is not so: it is what would be under a policy that is not configured. */
  readonly whatIf?: true;
};

/** The numbers of the row as they would be under the other policy. */
export function underOtherPolicy<Row extends Numbers>(row: Row): Row & { readonly whatIf: true } {
  const swapped = <T>({ now, other }: NowAndOther<T>): NowAndOther<T> => ({ now: other, other: now });
  return {
    ...row,
    whatIf: true,
    policy: row.otherPolicy,
    otherPolicy: row.policy,
    inRotation: swapped(row.inRotation),
    lostShare: swapped(row.lostShare),
    suspectShare: swapped(row.suspectShare),
    hottestPod: swapped(row.hottestPod),
  };
}

const computed = { known: 'computed' } as const;

/** The page of the Service has the inputs node by node; a row of the table has sums only. */
const onItsPage = 'node by node on the page of the Service';

function both<T>(row: Numbers, now: T, other: T, format: (value: T) => string): readonly ExplanationInput[] {
  const name = (policy: TrafficPolicy, word: string) => `Under ${policy}, ${word}`;
  return [
    { name: name(row.policy, row.whatIf ? 'what if' : 'as it is'), value: format(now) },
    { name: name(row.otherPolicy, row.whatIf ? 'as it is' : 'what if'), value: format(other) },
  ];
}

export function explainLostRow(row: Numbers): Explanation {
  const { now, other } = row.lostShare;
  return {
    formula: 'Everything that comes in, less what reaches a pod that answers. 100 % when nobody is in rotation.',
    filled: `100 % − ${formatShare(1 - now)} that reaches pods = ${formatShare(now)}; ${onItsPage}`,
    inputs: both(row, now, other, formatShare),
    section: 'Traffic shares',
    ...computed,
  };
}

export function explainSuspectRow(row: Numbers): Explanation {
  const { now, other } = row.suspectShare;
  const lost = row.lostShare.now;
  return {
    formula:
      'What would be lost if the machines of all silent nodes were dead and no probe had noticed yet which nodes have just lost their last ready pod, less what is lost anyway.',
    filled: `${formatShare(lost + now)} − ${formatShare(lost)} lost anyway = ${formatShare(now)}; ${onItsPage}`,
    inputs: both(row, now, other, formatShare),
    section: 'Endpoints nobody answers for',
    ...computed,
  };
}

export function explainRotationRow(row: Numbers): Explanation {
  const { now, other } = row.inRotation;
  const down = row.poolMembers - now;
  // The pool of the other policy may be another one, and the row has the members of the one that is.
  const counted = row.whatIf
    ? `${formatNumber(now)} would be in rotation; ${onItsPage}`
    : `${formatNumber(row.poolMembers)} pool members − ${formatNumber(down)} without new connections = ${formatNumber(now)}`;
  return {
    formula: 'Pool members that get new connections: their probe is up, or they are not probed.',
    filled: counted,
    inputs: [{ name: 'Pool members', value: formatNumber(row.poolMembers) }, ...both(row, now, other, formatNumber)],
    section: 'Traffic shares',
    ...computed,
  };
}

export function explainHottestRow(row: Numbers): Explanation {
  const { now, other } = row.hottestPod;
  return {
    formula: 'Largest share of a pod, divided by the fair share: what each usable pod would get if all got the same.',
    filled:
      now === null
        ? 'no pod is reached, so there is no fair share'
        : `the hottest pod gets ${formatFactor(now)} of it; 1 ÷ ${now.toFixed(2)} = ${formatShare(1 / now)} of all capacity is usable`,
    inputs: [
      { name: 'Pods', value: `${formatCount(row.pods, 'pod')}, ${formatNumber(row.readyPods)} ready` },
      ...both(row, now, other, formatFactor),
    ],
    section: 'Imbalance',
    ...computed,
  };
}

export function explainSpotRow(row: Pick<ServiceRow, 'spotNodesInPath' | 'podsOnSpotShare'>): Explanation {
  return {
    formula: 'Spot nodes in rotation, and the shares of the pods on spot nodes, summed: what an eviction can touch.',
    filled: `${formatNumber(row.spotNodesInPath)} in rotation; ${formatShare(row.podsOnSpotShare)} of new connections ends on their pods`,
    inputs: [
      { name: 'Spot nodes in rotation', value: formatNumber(row.spotNodesInPath) },
      { name: 'Ends on pods of spot nodes', value: formatShare(row.podsOnSpotShare) },
    ],
    section: 'Blast radius',
    ...computed,
  };
}

/** Nodes of a pool in a zone, as their objects say. docs/model.md "Names and join". */
export function explainNodeCount({
  nodes,
  notReady,
}: {
  readonly nodes: number;
  readonly notReady: number;
}): Explanation {
  return {
    formula: 'Node objects with the label of this pool and zone, counted.',
    filled: `${formatNumber(nodes - notReady)} ready + ${formatNumber(notReady)} not ready = ${formatNumber(nodes)}`,
    inputs: [
      { name: 'Ready', value: formatNumber(nodes - notReady) },
      { name: 'Not ready', value: formatNumber(notReady) },
    ],
    section: 'Names and join',
    known: 'measured',
  };
}
