import type { DatedFinding, Finding, FindingAcknowledgement, ListedFinding } from '../../report/finding.ts';
import type { Acknowledgement } from './acknowledgement.ts';

/** What acknowledgements are compared with. */
export interface AcknowledgingContext {
  readonly cluster: string;
  /** RFC 3339. */
  readonly now: string;
}

/**
 * Says of each finding whether somebody acknowledged it. Those in force go to the end; nothing is left out and no
 * severity changes. docs/model.md "Acknowledgements".
 */
export function acknowledgeFindings(
  findings: readonly DatedFinding[],
  acknowledgements: readonly Acknowledgement[],
  context: AcknowledgingContext,
): readonly ListedFinding[] {
  const listed = findings.map((finding) => ({
    ...finding,
    acknowledged: statusOf(finding, acknowledgements, context),
  }));
  if (!listed.some(isMuted)) return listed;
  return [...listed.filter((finding) => !isMuted(finding)), ...listed.filter(isMuted)];
}

/** Whether it is acknowledged now. */
export function isMuted({ acknowledged }: Pick<ListedFinding, 'acknowledged'>): boolean {
  return acknowledged?.state === 'in-force';
}

function statusOf(
  finding: Finding,
  acknowledgements: readonly Acknowledgement[],
  context: AcknowledgingContext,
): FindingAcknowledgement | null {
  let latest: Acknowledgement | null = null;
  for (const entry of acknowledgements) {
    if (!concerns(entry, finding, context.cluster)) continue;
    if (latest === null || Date.parse(entry.until) > Date.parse(latest.until)) latest = entry;
  }
  if (latest === null) return null;
  const { reason, until, source } = latest;
  const state = Date.parse(until) >= Date.parse(context.now) ? 'in-force' : 'expired';
  return { state, reason, until, source };
}

function concerns(entry: Acknowledgement, finding: Finding, cluster: string): boolean {
  if (entry.code !== finding.code) return false;
  if (entry.cluster !== null && entry.cluster !== cluster) return false;
  if (entry.object !== null && !finding.objects.some((object) => object.name === entry.object)) return false;
  if (entry.service === null) return true;
  return entry.service.namespace === finding.service?.namespace && entry.service.name === finding.service.name;
}
