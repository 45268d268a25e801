import { formatCount } from '../format.ts';
import { type ShownStatus, shownStatus } from '../shown-state.ts';
import { severityOrder, sourceStateWords, statusOrder } from '../status-vocabulary.ts';
import { matchesFilter } from '../table/matches-filter.ts';
import { type Comparators, compareText } from '../table/sort-rows.ts';
import { countServices, type FleetRow } from './fleet-row.ts';

export interface Fleet {
  /** Status of the worst cluster. */
  readonly status: ShownStatus;
  readonly sentence: string;
  /** Where to look first, and what cannot be trusted. Empty: nothing to say. */
  readonly advice: readonly string[];
  /** Worst first. */
  readonly rows: readonly FleetRow[];
}

export type FleetSort = 'status' | 'name' | 'services' | 'findings' | 'data';

export const fleetComparators: Comparators<FleetRow, FleetSort> = {
  status: compareWorst,
  name: (a, b) => compareText(a.id, b.id),
  services: (a, b) => b.services.failing - a.services.failing || countServices(b) - countServices(a),
  findings: compareFindings,
  data: (a, b) => Number(a.complete) - Number(b.complete) || compareText(oldest(a), oldest(b)),
};

/** All clusters in one sentence, worst first. */
export function prepareFleet(clusters: readonly FleetRow[]): Fleet {
  const rows = clusters.toSorted(compareWorst);
  const [worst] = rows;
  return {
    status: worst === undefined ? 'healthy' : shownOf(worst, rows),
    sentence: triage(rows),
    advice: [
      ...(worst === undefined || worst.status === 'healthy' ? [] : [`Start with ${worst.id}: ${worst.sentence}`]),
      ...incompleteData(rows),
    ],
    rows,
  };
}

/** All are healthy: green only when probes were seen everywhere. */
function shownOf(worst: FleetRow, rows: readonly FleetRow[]): ShownStatus {
  return worst.status === 'healthy' && rows.some((row) => shownStatus(row) === 'computed') ? 'computed' : worst.status;
}

/** What "only faults" keeps: also a cluster of which not everything is known. */
export function filterFleet(
  rows: readonly FleetRow[],
  { filter, onlyFaults }: { readonly filter: string; readonly onlyFaults: boolean },
): readonly FleetRow[] {
  return rows.filter(
    (row) => (!onlyFaults || row.status !== 'healthy' || !row.complete) && matchesFilter(searchText(row), filter),
  );
}

/** The time of the newest data shown, RFC 3339: what a link to this page was made with. */
export function newestData(rows: readonly FleetRow[], renderedAt: string): string {
  return rows.flatMap(({ takenAt }) => takenAt ?? []).reduce(later, '') || renderedAt;
}

function later(a: string, b: string): string {
  return a === '' || Date.parse(b) > Date.parse(a) ? b : a;
}

/** `2 of 5 clusters are failing, 1 degraded.` */
function triage(rows: readonly FleetRow[]): string {
  const inNeed = statusOrder
    .filter((status) => status !== 'healthy')
    .map((status) => ({ status, count: rows.filter((row) => row.status === status).length }))
    .filter(({ count }) => count > 0);
  const [first, ...others] = inNeed;
  const all = formatCount(rows.length, 'cluster');
  if (first === undefined) return `All ${all} are healthy.`;
  const more = others.map(({ status, count }) => `, ${count} ${status}`).join('');
  return `${first.count} of ${all} ${first.count === 1 ? 'is' : 'are'} ${first.status}${more}.`;
}

function incompleteData(rows: readonly FleetRow[]): readonly string[] {
  const count = rows.filter((row) => !row.complete).length;
  return count === 0 ? [] : [`The data of ${formatCount(count, 'cluster')} is old or incomplete.`];
}

function compareWorst(a: FleetRow, b: FleetRow): number {
  return (
    statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
    (b.findings.critical ?? 0) - (a.findings.critical ?? 0) ||
    b.worstLostShare - a.worstLostShare ||
    compareFindings(a, b) ||
    Number(a.complete) - Number(b.complete) ||
    compareText(a.id, b.id)
  );
}

/** Most of the worst first. */
function compareFindings(a: FleetRow, b: FleetRow): number {
  for (const severity of severityOrder) {
    const difference = (b.findings[severity] ?? 0) - (a.findings[severity] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function oldest({ sources }: FleetRow): string {
  return sources.map(({ observedAt }) => observedAt ?? '').toSorted()[0] ?? '';
}

function searchText({ id, origin, status, sentence, sources }: FleetRow): string {
  return [id, origin, status, sentence, ...sources.map(({ state }) => sourceStateWords[state].word)].join(' ');
}
