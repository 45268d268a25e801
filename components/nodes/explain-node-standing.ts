import type { NodeDocument } from '../../lib/report/cluster-documents.ts';
import type { Explanation } from '../explain/explanation.ts';
import { formatCount, formatNumber } from '../format.ts';
import { forwardsFormula, probeFormulas } from '../service/explain-standing.ts';
import { expectedProbeWords, forwardsWords } from '../status-vocabulary.ts';

type Standing = Pick<
  NodeDocument['services'][number],
  'externalTrafficPolicy' | 'expectedProbe' | 'expectedProbeKnown' | 'forwards' | 'endpoints'
>;

/** What the probe of a Service should be answered by the node. docs/model.md "Probes". */
export function explainProbeHere(row: Standing): Explanation {
  const { ready, inputs } = endpointsHere(row);
  return {
    formula: probeFormulas[row.externalTrafficPolicy],
    filled: `${formatCount(ready, 'ready endpoint')} on this node → ${expectedProbeWords[row.expectedProbe]}`,
    inputs,
    section: 'Probes',
    known: row.expectedProbeKnown,
  };
}

/** What the node does with a connection of a Service. docs/model.md "Verdict for a packet". */
export function explainForwardsHere(row: Standing): Explanation {
  const { usable, inputs } = endpointsHere(row);
  return {
    formula: forwardsFormula,
    filled: `${formatCount(usable, 'usable endpoint')} on this node → ${forwardsWords[row.forwards].word}; those elsewhere are on the page of the Service`,
    inputs,
    section: 'Verdict for a packet',
    known: 'computed',
  };
}

function endpointsHere({ endpoints }: Standing) {
  const ready = endpoints.filter(({ state }) => state === 'ready').length;
  const usable = ready === 0 ? endpoints.filter(({ state }) => state === 'serving-terminating').length : ready;
  return {
    ready,
    usable,
    inputs: [
      { name: 'Ready endpoints on this node', value: formatNumber(ready) },
      { name: 'Usable endpoints on this node', value: formatNumber(usable) },
    ],
  };
}
