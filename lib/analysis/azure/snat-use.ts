import type { BalancerMetrics } from './metric-index.ts';
import { minuteAt } from './metric-index.ts';

/** The fullest moment of the member that came closest to running out of outbound ports. */
export interface SnatUse {
  readonly backendIP: string;
  readonly at: string;
  readonly used: number;
  readonly allocated: number;
}

/** Null: Azure has told neither what is used nor what is allocated. docs/model.md "Limits". */
export function fullestMember(metrics: BalancerMetrics): SnatUse | null {
  const allocated = new Map<string, Map<number, number>>();
  for (const { backendIP, startsAt, values } of metrics.of('AllocatedSnatPorts')) {
    if (backendIP === null) continue;
    const byMinute = allocated.get(backendIP) ?? new Map<number, number>();
    values.forEach((value, index) => {
      if (value !== null) byMinute.set(Date.parse(minuteAt(startsAt, index)), value);
    });
    allocated.set(backendIP, byMinute);
  }
  let fullest: SnatUse | null = null;
  for (const { backendIP, startsAt, values } of metrics.of('UsedSnatPorts')) {
    if (backendIP === null) continue;
    for (const [index, used] of values.entries()) {
      const at = minuteAt(startsAt, index);
      const ports = allocated.get(backendIP)?.get(Date.parse(at)) ?? 0;
      if (used === null || ports <= 0) continue;
      if (fullest === null || used / ports > fullest.used / fullest.allocated) {
        fullest = { backendIP, at, used, allocated: ports };
      }
    }
  }
  return fullest;
}
