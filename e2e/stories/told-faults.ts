import { kindOfCode } from '../../lib/analysis/findings/all-rules.ts';
import type { Moment, ToldFinding } from '../conformance/scenario-moment.ts';

/** A fault that a story tells, at the moment that tells it. */
export interface ToldFault {
  readonly moment: Moment;
  readonly told: ToldFinding;
}

/** Each fault of a story once, for the first Service it concerns: seen with Azure's health where that is enough. */
export function toldFaults(moments: readonly Moment[]): readonly ToldFault[] {
  const byCode = new Map<string, ToldFault>();
  const withHealthFirst = moments.toSorted((a, b) => Number(a.seen === 'objects') - Number(b.seen === 'objects'));
  for (const moment of withHealthFirst)
    for (const told of moment.told)
      if (kindOfCode(told.code) === 'fault' && !byCode.has(told.code)) byCode.set(told.code, { moment, told });
  return [...byCode.values()];
}
