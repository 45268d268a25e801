import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { Figure } from '../explain/figure.tsx';
import { formatShare } from '../format.ts';
import { expectedProbeWords, forwardsWords } from '../status-vocabulary.ts';
import { explainNodeShare } from './explain-share.ts';
import { explainExpectedProbe, explainForwards } from './explain-standing.ts';
import type { NodeRow } from './prepare-nodes-table.ts';
import type { PolicyTraffic } from './prepare-variants.ts';

interface StandingCellProps {
  readonly row: NodeRow;
  readonly policy: TrafficPolicy;
  readonly of: PolicyTraffic;
}

/** What the probe should be answered by the node. */
export function ProbeCell({ row: { name, standing, silent }, policy, of }: StandingCellProps) {
  const own = standing[policy];
  if (own === null || silent) return <NotKnown silent={silent} />;
  return (
    <Figure
      inTable
      what={`the expected probe of ${name} under ${policy}`}
      explain={() => explainExpectedProbe({ of, policy, node: name, standing: own })}
    >
      {expectedProbeWords[own.expectedProbe]}
    </Figure>
  );
}

/** What the node does with an arriving connection. */
export function ForwardsCell({ row: { name, standing, silent }, policy, of }: StandingCellProps) {
  const own = standing[policy];
  if (own === null || silent) return <NotKnown silent={silent} />;
  const loses = own.share > 0 && (own.forwards === 'drop' || own.forwards === 'reject');
  const { word, sentence } = forwardsWords[own.forwards];
  return (
    <Figure
      inTable
      what={`what ${name} does under ${policy}`}
      explain={() => explainForwards({ of, policy, node: name, standing: own })}
    >
      <span title={sentence} className={loses ? 'font-medium text-failing-ink' : ''}>
        {word}
      </span>
    </Figure>
  );
}

/** Share of new connections that enters here. */
export function ShareCell({ row: { name, standing }, policy, of }: StandingCellProps) {
  const share = standing[policy]?.share ?? 0;
  if (share === 0) return <span className="text-soft">–</span>;
  return (
    <Figure inTable what={`the share of ${name} under ${policy}`} explain={() => explainNodeShare(of, share)}>
      {formatShare(share)}
    </Figure>
  );
}

/** Of a machine that may be dead nothing is foretold. */
function NotKnown({ silent }: { readonly silent: boolean }) {
  if (!silent) return <span className="text-soft">–</span>;
  return (
    <span className="text-soft" title="Nobody hears from this node: what its objects promise says nothing.">
      not known
    </span>
  );
}
