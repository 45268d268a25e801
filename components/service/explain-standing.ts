import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { Explanation } from '../explain/explanation.ts';
import { formatNumber } from '../format.ts';
import { expectedProbeWords, forwardsWords } from '../status-vocabulary.ts';
import type { NodeStanding } from './prepare-nodes-table.ts';
import type { PolicyTraffic } from './prepare-variants.ts';

interface StandingInput {
  readonly of: PolicyTraffic;
  readonly policy: TrafficPolicy;
  readonly node: string;
  readonly standing: NodeStanding;
}

export const forwardsFormula =
  'It accepts when it has an endpoint to choose from, drops when only others have one, and rejects when there is none at all. Under Local it chooses among its own.';

export const probeFormulas: Readonly<Record<TrafficPolicy, string>> = {
  Cluster:
    'A probe of the node port is up on every node while any endpoint is usable; a shared probe asks kube-proxy; UDP has none.',
  Local:
    'The health-check port answers 200 on a node with a ready endpoint of the Service, else 503. A port with a probe of its own is asked there.',
};

/** What a node does with an arriving connection. docs/model.md "Verdict for a packet". */
export function explainForwards({ of, node, policy, standing }: StandingInput): Explanation {
  const { here, anywhere } = countUsable(of, node);
  const chosen =
    policy === 'Local' ? `${here} on this node, ${anywhere} anywhere` : `${anywhere} anywhere, whatever the node`;
  return {
    formula: forwardsFormula,
    filled: `usable endpoints: ${chosen} → ${forwardsWords[standing.forwards].word}`,
    inputs: usableInputs(here, anywhere),
    section: 'Verdict for a packet',
    known: 'computed',
  };
}

/** What the probe of the policy should be answered by a node. docs/model.md "Probes". */
export function explainExpectedProbe({ of, node, policy, standing }: StandingInput): Explanation {
  const { here, ready, anywhere } = countUsable(of, node);
  return {
    formula: probeFormulas[policy],
    filled: `${policy === 'Local' ? `${ready} ready on this node` : `${anywhere} usable anywhere`} → ${expectedProbeWords[standing.expectedProbe]}`,
    inputs: [{ name: 'Ready endpoints on this node', value: formatNumber(ready) }, ...usableInputs(here, anywhere)],
    section: 'Probes',
    known: of.expectedProbeKnown,
  };
}

function countUsable(of: PolicyTraffic, node: string) {
  const usable = of.pods.filter(({ state }) => state === 'ready' || state === 'serving-terminating');
  const here = usable.filter((pod) => pod.node === node);
  return { anywhere: usable.length, here: here.length, ready: here.filter(({ state }) => state === 'ready').length };
}

function usableInputs(here: number, anywhere: number) {
  return [
    { name: 'Usable endpoints on this node', value: formatNumber(here) },
    { name: 'Usable endpoints anywhere', value: formatNumber(anywhere) },
  ];
}
