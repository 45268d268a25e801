import type { ClusterSummary } from '../../report/cluster-summary.ts';
import type { Severity } from '../../report/finding.ts';
import { isMuted } from '../acknowledgements/acknowledge-findings.ts';
import type { Analysis } from '../analysis.ts';
import { kindOfCode } from '../findings/all-rules.ts';
import { worstFirst } from '../findings/severity-order.ts';
import { withSince } from '../findings/since-words.ts';
import { count } from '../findings/wording.ts';
import type { ServiceState, ServiceStatus } from '../service/service-state.ts';

const STATUS_RANK: Readonly<Record<ServiceStatus, number>> = { failing: 0, degraded: 1, unknown: 2, healthy: 3 };

/** Of a cluster that serves, only what should not wait is told in its sentence. */
const RISKS_TOLD: ReadonlySet<Severity> = new Set<Severity>(['critical', 'high', 'medium']);

export function statusRank(status: ServiceStatus): number {
  return STATUS_RANK[status];
}

/** How the cluster is, in one word and one sentence. */
export type ClusterVerdict = Pick<ClusterSummary, 'status' | 'sentence' | 'known'>;

/** The cluster in one sentence, made from the same findings as everything else. docs/model.md "Status of a Service". */
export function clusterVerdict(analysis: Analysis): ClusterVerdict {
  const states = [...analysis.services.values()].map((entry) => entry.state);
  const known = states.every((state) => state.known === 'measured') ? 'measured' : 'computed';
  return { ...verdictOf(analysis, states), known };
}

function verdictOf(analysis: Analysis, states: readonly ServiceState[]): Omit<ClusterVerdict, 'known'> {
  const { services: loaded } = analysis.snapshot.kubernetes;
  if (loaded === null) return { status: 'unknown', sentence: 'Not known: the Services of the cluster are not loaded.' };
  if (states.length === 0) return { status: 'healthy', sentence: 'The cluster has no Service of type LoadBalancer.' };
  const status = states.reduce<ServiceStatus>(
    (worst, s) => (STATUS_RANK[s.status] < STATUS_RANK[worst] ? s.status : worst),
    'healthy',
  );
  const bad = states.filter((state) => state.status === status);
  const fault = worstFirst(analysis.findings).find(
    (finding) => kindOfCode(finding.code) === 'fault' && finding.severity !== 'info',
  );
  const total = count(states.length, 'Service');
  switch (status) {
    case 'failing':
    case 'degraded': {
      const more = bad.length > 1 ? ` (and ${bad.length - 1} more of ${total})` : '';
      const first = bad[0]?.sentence ?? '';
      return { status, sentence: `${first.replace(/\.$/, '')}${more}.` };
    }
    case 'unknown':
      return { status, sentence: `The state of ${bad.length} of ${total} is not known: ${bad[0]?.sentence ?? ''}` };
    case 'healthy':
      if (fault) return { status: 'degraded', sentence: `${withSince(fault)}.` };
      return { status, sentence: healthySentence(analysis, states) };
  }
}

const serving: Readonly<Record<number, string>> = { 1: 'The only Service serves', 2: 'Both Services serve' };
const computed: Readonly<Record<number, string>> = { 1: 'The only Service', 2: 'Both Services' };

/** With the worst risk, when it is one that should not wait. */
function healthySentence(analysis: Analysis, states: readonly ServiceState[]): string {
  const all = states.length;
  const unseen = states.filter((state) => state.known === 'computed').length;
  const serves =
    unseen === all
      ? `${computed[all] ?? `All ${all} Services`} should serve as computed, no probe was seen`
      : `${serving[all] ?? `All ${all} Services serve`}${unseen === 0 ? '' : `, of ${unseen} no probe was seen`}`;
  const open = analysis.findings.filter((finding) => !isMuted(finding));
  const worst = open.find(({ severity }) => RISKS_TOLD.has(severity));
  if (worst === undefined) {
    const { workloads, disruptionBudgets } = analysis.snapshot.kubernetes;
    const unchecked = workloads === null || disruptionBudgets === null ? '; not every risk could be checked' : '';
    return `${serves}; ${open.length === 0 ? 'no finding' : count(open.length, 'finding')} about the design${unchecked}.`;
  }
  const more = open.length > 1 ? ` (and ${count(open.length - 1, 'more finding')} about the design)` : '';
  return `${serves}. At risk: ${worst.title}${more}.`;
}
