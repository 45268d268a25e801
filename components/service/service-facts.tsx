import type { ServiceReport } from '../../lib/report/service-report.ts';
import { formatCount, formatShare, formatShareInText } from '../format.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Term } from '../ui/term.tsx';
import { explainLostShare, explainRotation, explainSuspectShare } from './explain-policy.ts';
import { Explained } from './explained.tsx';
import { type AddressDifference, addressDifference } from './prepare-addresses.ts';
import type { Variant } from './prepare-variants.ts';

interface ServiceFactsProps {
  readonly report: ServiceReport;
  readonly variant: Variant;
}

/** The facts that stand under the verdict: where clients connect to, and what is exposed. */
export function ServiceFacts({ report, variant }: ServiceFactsProps) {
  const { exposure } = report;
  const addresses = report.frontends.filter((frontend) => frontend.family === variant.rule.family);
  const difference = addressDifference(report, variant.rule.family);
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1">
      <Lost report={report} variant={variant} />
      <Fact name={<Term term="frontend">Frontend</Term>}>
        {addresses.length === 0 && 'no address yet'}
        {addresses.map(({ ip }) => (
          <span key={ip} className="inline-flex items-center font-mono text-xs">
            {ip ?? 'no address yet'}
            {ip !== null && <CopyButton text={ip} what={`address ${ip}`} className="-my-1" />}
          </span>
        ))}
        <span className="text-soft">{report.internal ? 'internal' : 'public'}</span>
      </Fact>
      {difference !== null && <Addresses difference={difference} />}
      <Fact name={<Term term="policy">Policy</Term>}>{report.externalTrafficPolicy}</Fact>
      {report.sessionAffinity === 'ClientIP' && (
        <Fact name={<Term term="session affinity">Session affinity</Term>}>ClientIP</Fact>
      )}
      {report.healthCheckNodePort !== null && (
        <Fact name={<Term term="health check port">Health check port</Term>}>
          <span className="font-mono text-xs">{report.healthCheckNodePort}</span>
        </Fact>
      )}
      <Fact name={<Term term="rotation">In rotation</Term>}>
        <Explained
          what="the number of nodes in rotation"
          value={formatCount(exposure.nodesInPath, 'node')}
          explanation={explainRotation(variant.traffic[report.externalTrafficPolicy])}
        />
        <span className="text-soft">
          {exposure.nodesInPath === 0
            ? ''
            : exposure.nodesWithPods === exposure.nodesInPath
              ? 'each with a pod'
              : `${exposure.nodesWithPods} of them with a pod`}
        </span>
      </Fact>
      <Fact name={<Term term="spot in path">Spot in path</Term>}>
        {exposure.spotNodesInPath === 0 && exposure.podsOnSpotShare === 0
          ? 'none'
          : `${formatCount(exposure.spotNodesInPath, 'node')} take ${formatShareInText(exposure.spotShare)}; ${formatShareInText(exposure.podsOnSpotShare)} ends on spot`}
      </Fact>
    </dl>
  );
}

/** Side by side, because clients use one of them and it may be the wrong one. */
function Addresses({ difference }: { readonly difference: AddressDifference }) {
  const { wanted, status, azure } = difference;
  const parts = [
    ...(wanted.length > 0 ? [['the Service asks for', wanted] as const] : []),
    ['its status says', status] as const,
    ['Azure holds', azure] as const,
  ];
  return (
    <Fact name="Addresses differ">
      {parts.map(([who, ips]) => (
        <span key={who} className="inline-flex flex-wrap items-baseline gap-x-1">
          <span className="text-soft">{who}</span>
          <span className="font-mono text-xs font-medium text-degraded-ink">{ips.join(', ') || 'none'}</span>
        </span>
      ))}
    </Fact>
  );
}

/** What is lost now, what perhaps is, and what the other policy would make of it. */
function Lost({ report, variant }: ServiceFactsProps) {
  if (report.status === 'unknown') return null;
  const policy = report.externalTrafficPolicy;
  const other = policy === 'Cluster' ? 'Local' : 'Cluster';
  const [now, then] = [variant.traffic[policy], variant.traffic[other]];
  return (
    <Fact name={<Term term="lost share">Lost now</Term>}>
      <span className={now.lostShare > 0 ? 'font-semibold text-failing-ink' : ''}>
        <Explained
          what={`the lost share under ${policy}`}
          value={formatShare(now.lostShare)}
          explanation={explainLostShare(now)}
        />
      </span>
      {now.suspectShare > 0 && (
        <span className="font-medium text-degraded-ink">
          perhaps{' '}
          <Explained
            what={`what is perhaps lost too under ${policy}`}
            value={`${formatShare(now.suspectShare)} more`}
            explanation={explainSuspectShare(now)}
          />
        </span>
      )}
      <span className="text-soft">
        would be{' '}
        <Explained
          what={`the lost share under ${other}`}
          value={formatShare(then.lostShare)}
          explanation={explainLostShare(then)}
        />{' '}
        under {other}
      </span>
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: React.ReactNode; readonly children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <dt className="text-soft">{name}</dt>
      <dd className="inline-flex flex-wrap items-center gap-x-2">{children}</dd>
    </div>
  );
}
