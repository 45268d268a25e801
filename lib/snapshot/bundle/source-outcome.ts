import type { ResourceStatus, SourceState, SourceStatus } from '../source-status.ts';
import type { Outcome } from './decode-list.ts';
import { oldestOf } from './time-order.ts';

/** An outcome with the time its data was true at. */
export interface TimedOutcome extends Outcome {
  /** RFC 3339; null: no data. */
  readonly observedAt: string | null;
  /** True: the source is not whole without it. */
  readonly required: boolean;
  /** False: having nothing is normal, for example no health answer. */
  readonly isList: boolean;
}

function toResourceStatus(outcome: TimedOutcome): ResourceStatus {
  const { resource, state, observedAt, error, denied } = outcome;
  return { resource, state, observedAt, error, denied };
}

function stateOf(statuses: readonly ResourceStatus[], isWhole: boolean): SourceState {
  const has = (state: SourceState) => statuses.some((status) => status.state === state);
  if (statuses.every((status) => status.observedAt === null)) {
    if (has('denied')) return 'denied';
    return has('partial') ? 'partial' : 'absent';
  }
  return isWhole && !has('denied') && !has('partial') ? 'live' : 'partial';
}

function firstError(statuses: readonly ResourceStatus[]): string | null {
  const errors = statuses.map((status) => status.error).filter((error) => error !== null);
  const [first, ...more] = errors;
  if (first === undefined) return null;
  return more.length === 0 ? first : `${first} (and ${more.length} more)`;
}

/** State of a source that a person put together file by file. */
export function sourceOf(outcomes: readonly TimedOutcome[]): SourceStatus {
  const resources = outcomes.map(toResourceStatus);
  const isWhole = outcomes.every((outcome) => !outcome.required || outcome.observedAt !== null);
  return {
    state: stateOf(resources, isWhole),
    observedAt: oldestOf(resources.map((status) => status.observedAt)),
    error: firstError(resources),
    resources,
  };
}

/** True: the files say less than the manifest, so they were changed after the export. */
function contradicts(outcome: TimedOutcome, declared: ResourceStatus | undefined): boolean {
  if (outcome.state === 'partial' || outcome.state === 'denied') return true;
  if (outcome.state !== 'absent' || !outcome.isList) return false;
  if (declared === undefined) return false;
  return declared.observedAt !== null && declared.state !== 'denied' && declared.state !== 'absent';
}

/**
 * State of a source as the manifest of an export declares it, made worse where the files hold less than it says.
 */
export function declaredSourceOf(declared: SourceStatus, outcomes: readonly TimedOutcome[]): SourceStatus {
  const byName = new Map(declared.resources.map((status) => [status.resource, status]));
  const worse = outcomes.filter((outcome) => contradicts(outcome, byName.get(outcome.resource)));
  if (worse.length === 0) return declared;
  for (const outcome of worse) byName.set(outcome.resource, toResourceStatus(outcome));
  const resources = [...byName.values()];
  return {
    state: stateOf(resources, false),
    observedAt: oldestOf(resources.map((status) => status.observedAt)),
    error: firstError(worse.map(toResourceStatus)) ?? declared.error,
    resources,
  };
}
