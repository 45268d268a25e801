import type { ListedFinding, Severity } from '../../lib/report/finding.ts';
import { severityOrder } from '../status-vocabulary.ts';
import { matchesFilter } from '../table/matches-filter.ts';

interface Filter {
  readonly filter: string;
  readonly severity: Severity | null;
}

/** Findings of one code that stand together. */
export interface FindingGroup {
  readonly code: string;
  readonly findings: readonly ListedFinding[];
}

export interface FindingsPage {
  /** Worst first; acknowledged ones last. */
  readonly groups: readonly FindingGroup[];
  readonly shown: number;
  /** Of those that fit the text, without those that are acknowledged. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly acknowledged: number;
}

/** What fits the filter, with findings of one code together where the first of them stands. */
export function prepareFindingsPage(findings: readonly ListedFinding[], { filter, severity }: Filter): FindingsPage {
  const fitting = findings.filter((finding) => matchesFilter(searchText(finding), filter));
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const finding of fitting) if (!isAcknowledged(finding)) counts[finding.severity]++;
  const shown = severity === null ? fitting : fitting.filter((finding) => finding.severity === severity);
  const open = groupByCode(shown.filter((finding) => !isAcknowledged(finding)));
  const known = groupByCode(shown.filter(isAcknowledged));
  return {
    groups: [...open, ...known],
    shown: shown.length,
    counts,
    acknowledged: fitting.filter(isAcknowledged).length,
  };
}

export function isAcknowledged({ acknowledged }: Pick<ListedFinding, 'acknowledged'>): boolean {
  return acknowledged?.state === 'in-force';
}

function groupByCode(findings: readonly ListedFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, ListedFinding[]>();
  for (const finding of findings) {
    const known = groups.get(finding.code);
    if (known) known.push(finding);
    else groups.set(finding.code, [finding]);
  }
  return [...groups].map(([code, own]) => ({ code, findings: own })).toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ findings }: FindingGroup): number {
  return Math.min(...findings.map((finding) => severityOrder.indexOf(finding.severity)));
}

function searchText({ code, severity, title, service, objects, acknowledged }: ListedFinding): string {
  const about = service === null ? '' : `${service.namespace}/${service.name}`;
  return [
    code,
    severity,
    title,
    about,
    ...objects.map((object) => `${object.kind} ${object.name}`),
    acknowledged === null ? '' : `acknowledged ${acknowledged.reason}`,
  ].join(' ');
}
