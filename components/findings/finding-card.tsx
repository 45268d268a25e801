import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { Finding, ListedFinding } from '../../lib/report/finding.ts';
import { severityWords } from '../status-vocabulary.ts';
import { Command } from '../ui/command.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { KnownTag } from '../ui/known-tag.tsx';
import { Since } from '../ui/since.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { findingDocPath } from './finding-doc-path.ts';

interface FindingCardProps {
  readonly finding: ListedFinding;
  readonly open: boolean;
  /** Shown where findings of several Services stand together. */
  readonly serviceHref?: string | null;
  /** When the data was read. */
  readonly takenAt?: string | undefined;
}

/** What is wrong, who feels it, why we know, what to do, how to see that it worked, where to read more. */
export function FindingCard({ finding, open, serviceHref = null, takenAt }: FindingCardProps) {
  const severity = severityWords[finding.severity];
  const { acknowledged } = finding;
  const muted = acknowledged?.state === 'in-force';
  return (
    <details open={open} className="group">
      <summary className="flex cursor-pointer list-none items-start gap-2 px-4 py-2 hover:bg-hover">
        <ChevronRight
          size={14}
          aria-hidden="true"
          className="mt-1 shrink-0 text-soft transition-transform group-open:rotate-90"
        />
        <span className="w-[84px] shrink-0">
          <StateBadge state={severity} />
        </span>
        <span className="min-w-0 flex-1">
          <span className={muted ? 'text-soft' : 'font-medium'}>{finding.title}</span>{' '}
          <Since since={finding.since} takenAt={takenAt} />
          {acknowledged !== null && <Acknowledged acknowledged={acknowledged} />}
          {finding.service !== null && serviceHref !== null && (
            <span className="block font-mono text-xs text-soft">
              <span className="sr-only">of </span>
              {finding.service.namespace}/{finding.service.name}
            </span>
          )}
          <span className="block text-soft">{finding.impact}</span>
        </span>
      </summary>
      <div className="grid gap-4 px-4 pt-1 pb-4 md:pl-12 lg:grid-cols-2">
        <div className="grid min-w-0 content-start gap-4">
          <Evidence evidence={finding.evidence} />
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-soft">
            {finding.service !== null && serviceHref !== null && (
              <Link href={serviceHref} prefetch={false}>
                Open {finding.service.namespace}/{finding.service.name}
              </Link>
            )}
            <Link href={findingDocPath(finding.code)} prefetch={false}>
              Read more: {finding.code}
            </Link>
          </p>
        </div>
        <div className="grid min-w-0 content-start gap-4">
          <Fix fix={finding.fix} />
          <Verify verify={finding.verify} />
        </div>
      </div>
    </details>
  );
}

function Acknowledged({ acknowledged }: { readonly acknowledged: NonNullable<ListedFinding['acknowledged']> }) {
  const { state, until, reason, source } = acknowledged;
  const day = until.slice(0, 10);
  const where = source === 'annotation' ? 'annotation of the Service' : 'file of acknowledgements';
  return (
    <span className="block" title={`From the ${where}`}>
      <span className="rounded-sm bg-idle-wash px-1 text-xs text-idle-ink">
        {state === 'in-force' ? `acknowledged until ${day}` : `acknowledgement ended on ${day}`}
      </span>{' '}
      {reason}
    </span>
  );
}

function Evidence({ evidence }: { readonly evidence: Finding['evidence'] }) {
  if (evidence.length === 0) return null;
  return (
    <div>
      <h3 className="pb-1 font-semibold">Why we know</h3>
      <ul className="grid gap-1">
        {evidence.map((item) => (
          <li key={`${item.source} ${item.text}`} className="flex items-baseline gap-x-2">
            <span className="shrink-0">
              <KnownTag known={item.known} />
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {item.text} <span className="text-xs text-soft">{item.source}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Fix({ fix }: { readonly fix: Finding['fix'] }) {
  return (
    <div className="grid gap-1">
      <h3 className="font-semibold">What to do</h3>
      <p>{fix.text}</p>
      {fix.commands.map((command) => (
        <Command key={command} command={command} what="the command of the fix" />
      ))}
      {fix.patch !== null && <Patch patch={fix.patch} />}
    </div>
  );
}

function Patch({ patch }: { readonly patch: string }) {
  return (
    <div className="flex items-start rounded-md border border-line bg-sunken pl-2">
      <pre className="min-w-0 flex-1 py-1 font-mono text-xs whitespace-pre-wrap">{patch}</pre>
      <CopyButton text={patch} what="the patch" />
    </div>
  );
}

function Verify({ verify }: { readonly verify: Finding['verify'] }) {
  if (verify.length === 0) return null;
  return (
    <div className="grid gap-1">
      <h3 className="font-semibold">How to see that it worked</h3>
      {verify.map((step) => (
        <div key={step.command} className="grid gap-1">
          <Command command={step.command} what="the check" />
          <p className="text-soft">Expect: {step.expect}</p>
        </div>
      ))}
    </div>
  );
}
