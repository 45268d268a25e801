import type { Limit } from '../../lib/report/load-balancer-report.ts';
import type { BalancerMetricsReport } from '../../lib/report/metrics-report.ts';
import type { Explanation } from '../explain/explanation.ts';
import { formatInstant, formatNumber, formatShare } from '../format.ts';

/** How much of what Azure allows is used. docs/model.md "Limits". */
export function explainLimit({ used, allowed, known }: Limit): Explanation {
  return {
    formula: 'What is counted on this load balancer, against what Azure allows one to have.',
    filled: `${formatNumber(used)} ÷ ${formatNumber(allowed)} = ${formatShare(used / allowed)}`,
    inputs: [
      { name: 'Counted', value: formatNumber(used) },
      { name: 'Allowed', value: formatNumber(allowed) },
    ],
    section: 'Limits',
    known,
  };
}

/** Outbound ports of the member that came closest to running out. docs/model.md "Limits". */
export function explainSnat(snat: NonNullable<BalancerMetricsReport['snat']>): Explanation {
  const [used, allocated] = [Math.round(snat.used), Math.round(snat.allocated)];
  return {
    formula: 'The fullest minute of the fullest member: ports in use over ports it was given, averages of a minute.',
    filled:
      allocated === 0 ? `${used} in use, none was given` : `${used} ÷ ${allocated} = ${formatShare(used / allocated)}`,
    inputs: [
      { name: 'UsedSnatPorts', value: String(used) },
      { name: 'AllocatedSnatPorts', value: String(allocated) },
      { name: 'Member', value: snat.backendIP },
      { name: 'At', value: formatInstant(snat.at) },
    ],
    section: 'Limits',
    known: 'measured',
  };
}
