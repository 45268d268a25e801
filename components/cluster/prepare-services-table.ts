import type { ClusterSummary, ServiceSummary } from '../../lib/report/cluster-summary.ts';
import type { Severity } from '../../lib/report/finding.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { type ShownStatus, shownStatus } from '../shown-state.ts';
import { type Status, severityOrder, shownStatusOrder, statusOrder } from '../status-vocabulary.ts';
import { matchesFilter } from '../table/matches-filter.ts';
import { type Comparators, compareText } from '../table/sort-rows.ts';
import { servicePath } from './service-path.ts';

export interface ServiceRow {
  readonly key: string;
  readonly href: string;
  readonly namespace: string;
  readonly name: string;
  readonly status: Status;
  /** The same, and apart what nobody has seen. */
  readonly shown: ShownStatus;
  readonly sentence: string;
  readonly policy: TrafficPolicy;
  readonly otherPolicy: TrafficPolicy;
  readonly internal: boolean;
  readonly addresses: readonly string[];
  /** Host names under which clients come to it; of very many the first. */
  readonly hosts: readonly string[];
  readonly ports: string;
  readonly poolMembers: number;
  readonly inRotation: NowAndOther<number>;
  readonly lostShare: NowAndOther<number>;
  /** Lost too if the machines of silent nodes are dead. */
  readonly suspectShare: NowAndOther<number>;
  /** Null: no pod is reached. */
  readonly hottestPod: NowAndOther<number | null>;
  readonly readyPods: number;
  readonly pods: number;
  readonly spotNodesInPath: number;
  readonly podsOnSpotShare: number;
  /** Null: no finding. */
  readonly worstFinding: { readonly severity: Severity; readonly title: string; readonly others: number } | null;
}

/** A number under the configured policy, and what it would be under the other one. */
export interface NowAndOther<T> {
  readonly now: T;
  readonly other: T;
}

export type ServiceSort = 'status' | 'name' | 'policy' | 'rotation' | 'lost' | 'hottest' | 'spot' | 'finding';

export const serviceComparators: Comparators<ServiceRow, ServiceSort> = {
  status: compareWorst,
  name: (a, b) => compareText(a.key, b.key),
  policy: (a, b) => compareText(a.policy, b.policy) || compareText(a.key, b.key),
  rotation: (a, b) => rotationRatio(a) - rotationRatio(b),
  lost: (a, b) => b.lostShare.now - a.lostShare.now || b.suspectShare.now - a.suspectShare.now,
  hottest: (a, b) => (b.hottestPod.now ?? -1) - (a.hottestPod.now ?? -1),
  spot: (a, b) => b.spotNodesInPath - a.spotNodesInPath || b.podsOnSpotShare - a.podsOnSpotShare,
  finding: (a, b) => findingRank(a) - findingRank(b),
};

/** The rows of the table, worst first. `clusterId` is the cluster in addresses. */
export function prepareServiceRows(clusterId: string, summary: ClusterSummary): readonly ServiceRow[] {
  return summary.services.map((service) => prepareRow(clusterId, service)).toSorted(compareWorst);
}

export function filterServiceRows(
  rows: readonly ServiceRow[],
  { filter, onlyFaults }: { readonly filter: string; readonly onlyFaults: boolean },
): readonly ServiceRow[] {
  return rows.filter((row) => (!onlyFaults || row.status !== 'healthy') && matchesFilter(searchText(row), filter));
}

/** How many Services are in each state, worst first, states without one left out. */
export function countStatuses(rows: readonly ServiceRow[]): { readonly status: ShownStatus; readonly count: number }[] {
  return shownStatusOrder
    .map((status) => ({ status, count: rows.filter((row) => row.shown === status).length }))
    .filter(({ count }) => count > 0);
}

function prepareRow(clusterId: string, service: ServiceSummary): ServiceRow {
  const policy = service.externalTrafficPolicy;
  const otherPolicy = policy === 'Cluster' ? 'Local' : 'Cluster';
  const both = <T>(value: Readonly<Record<TrafficPolicy, T>>) => ({ now: value[policy], other: value[otherPolicy] });
  const [worst] = service.findings;
  return {
    key: `${service.namespace}/${service.name}`,
    href: servicePath(clusterId, service),
    namespace: service.namespace,
    name: service.name,
    status: service.status,
    shown: shownStatus(service),
    sentence: service.sentence,
    policy,
    otherPolicy,
    internal: service.internal,
    addresses: service.frontends,
    hosts: service.hosts,
    ports: service.ports.join(' '),
    poolMembers: service.poolMembers,
    inRotation: both(service.inRotation),
    lostShare: both(service.lostShare),
    suspectShare: both(service.suspectShare),
    hottestPod: both(service.hottestPodFactor),
    readyPods: service.readyPods,
    pods: service.pods,
    spotNodesInPath: service.spotNodesInPath,
    podsOnSpotShare: service.podsOnSpotShare,
    worstFinding:
      worst === undefined
        ? null
        : { severity: worst.severity, title: worst.title, others: service.findings.length - 1 },
  };
}

function compareWorst(a: ServiceRow, b: ServiceRow): number {
  return (
    statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
    findingRank(a) - findingRank(b) ||
    b.lostShare.now - a.lostShare.now ||
    compareText(a.key, b.key)
  );
}

function findingRank(row: ServiceRow): number {
  return row.worstFinding === null ? severityOrder.length : severityOrder.indexOf(row.worstFinding.severity);
}

function rotationRatio(row: ServiceRow): number {
  return row.poolMembers === 0 ? -1 : row.inRotation.now / row.poolMembers;
}

function searchText(row: ServiceRow): string {
  const exposure = row.internal ? 'internal' : 'public';
  const finding = row.worstFinding?.title ?? '';
  return [row.key, row.policy, row.status, exposure, row.ports, ...row.addresses, ...row.hosts, finding].join(' ');
}
