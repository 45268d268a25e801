import type { ResourceStatus, SourceState, SourceStatus } from '../../snapshot/source-status.ts';

/**
 * State of a source from those of its resources. `required`: resources without which nothing can be said; when one of
 * them is stale the source is. A resource that is `absent` without an error is not needed, and does not count.
 */
export function sourceStatus(resources: readonly ResourceStatus[], required: readonly string[]): SourceStatus {
  const counted = resources.filter(({ state, error }) => state !== 'absent' || error !== null);
  const isTroubled = ({ state }: ResourceStatus) => state !== 'live';
  const troubled = counted.filter(isTroubled);
  const errors = troubled.flatMap(({ error }) => error ?? []);
  const times = resources.flatMap(({ observedAt }) => observedAt ?? []).sort();
  return {
    state: stateOf(counted, required),
    observedAt: times[0] ?? null,
    error: errors.length > 1 ? `${errors[0]} (and ${errors.length - 1} more)` : (errors[0] ?? null),
    resources,
  };
}

const WITHOUT_DATA: readonly SourceState[] = ['denied', 'stale', 'partial', 'live'];

function stateOf(counted: readonly ResourceStatus[], required: readonly string[]): SourceState {
  const is = (state: SourceState) => counted.some((each) => each.state === state);
  if (counted.every(({ observedAt }) => observedAt === null)) return WITHOUT_DATA.find(is) ?? 'absent';
  if (counted.some(({ resource, state }) => state === 'stale' && required.includes(resource))) return 'stale';
  return counted.every(({ state }) => state === 'live') ? 'live' : 'partial';
}

/** Stale is what has not been read for this many times the time it is read in. */
const MISSED_READS = 3;

/**
 * Marks a resource stale that calls itself live but has not been read for long: its reader hangs. Cadence null: it is
 * not read again and again.
 */
export function markOverdue(status: ResourceStatus, cadenceSeconds: number | null, nowMs: number): ResourceStatus {
  const { state, observedAt } = status;
  if (cadenceSeconds === null || observedAt === null || (state !== 'live' && state !== 'partial')) return status;
  const ageSeconds = (nowMs - Date.parse(observedAt)) / 1000;
  if (ageSeconds <= cadenceSeconds * MISSED_READS) return status;
  const error = `Not read since ${observedAt}; it should be every ${cadenceSeconds} s.`;
  return { ...status, state: 'stale', error };
}
