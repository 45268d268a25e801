import { isMuted } from '../acknowledgements/acknowledge-findings.ts';
import type { Analysis } from '../analysis.ts';
import { kindOfCode } from '../findings/all-rules.ts';
import { worstFirst } from '../findings/severity-order.ts';
import { count } from '../findings/wording.ts';
import type { ServiceStatus } from '../service/service-state.ts';

const STATUS_RANK: Readonly<Record<ServiceStatus, number>> = { failing: 0, degraded: 1, unknown: 2, healthy: 3 };

export function statusRank(status: ServiceStatus): number {
  return STATUS_RANK[status];
}

/** The cluster in one sentence, made from the same findings as everything else. */
export function clusterVerdict(analysis: Analysis): { readonly status: ServiceStatus; readonly sentence: string } {
  const { services: loaded } = analysis.snapshot.kubernetes;
  if (loaded === null) return { status: 'unknown', sentence: 'Not known: the Services of the cluster are not loaded.' };
  const states = [...analysis.services.values()].map((entry) => entry.state);
  if (states.length === 0) return { status: 'healthy', sentence: 'The cluster has no Service of type LoadBalancer.' };
  const status = states.reduce<ServiceStatus>(
    (worst, s) => (STATUS_RANK[s.status] < STATUS_RANK[worst] ? s.status : worst),
    'healthy',
  );
  const bad = states.filter((state) => state.status === status);
  const fault = worstFirst(analysis.findings).find(
    (finding) => kindOfCode(finding.code) === 'fault' && finding.severity !== 'info',
  );
  const open = analysis.findings.filter((finding) => !isMuted(finding)).length;
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
      if (fault) return { status: 'degraded', sentence: `${fault.title}.` };
      return {
        status,
        sentence: `${states.length === 1 ? 'The only Service serves' : `All ${total} serve`}; ${open === 0 ? 'no finding' : count(open, 'finding')} about the design.`,
      };
  }
}
