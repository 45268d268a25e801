import type { Denied, ResourceStatus, SourceState } from '../../../snapshot/source-status.ts';
import type { ParseProblem } from '../../../snapshot/wire/parsed.ts';
import type { ReflectorState } from '../reflect/reflector-state.ts';
import { isOptional, type KubeResourceName, qualifiedName } from '../resource.ts';
import type { ResourcePart } from './resource-part.ts';

type Judged = Pick<ResourceStatus, 'state' | 'error' | 'denied'>;

/** Worst first: what the whole resource is when its parts differ. */
const WORST_FIRST: readonly SourceState[] = ['denied', 'absent', 'stale', 'partial', 'live'];

/**
 * The state of a resource from the states of its parts. A part that is refused makes a resource `partial` as long as
 * another one is read. `waitsFor`: why no part has been started yet.
 */
export function resourceStatus(
  name: KubeResourceName,
  parts: readonly ResourcePart[],
  waitsFor: string | null,
): ResourceStatus {
  if (waitsFor !== null) return { resource: name, state: 'absent', observedAt: null, error: waitsFor, denied: null };
  const judged = begun(parts).map((part) => judge(name, part.state(), part.problems()));
  const worst = WORST_FIRST.flatMap((state) => judged.find((each) => each.state === state) ?? [])[0];
  const isMixed = judged.some((each) => each.state !== 'denied' && each.state !== 'absent');
  const refused = worst?.state === 'denied' || worst?.state === 'absent';
  return {
    resource: name,
    state: refused && isMixed ? 'partial' : (worst?.state ?? 'live'),
    observedAt: oldest(parts),
    error: worst?.error ?? null,
    denied: judged.find((each) => each.denied !== null)?.denied ?? null,
  };
}

/** A part that has just been added says nothing about those that are read already. */
function begun(parts: readonly ResourcePart[]): readonly ResourcePart[] {
  const others = parts.filter((part) => part.state().kind !== 'starting');
  return others.length === 0 ? parts : others;
}

function judge(name: KubeResourceName, state: ReflectorState, problems: readonly ParseProblem[]): Judged {
  switch (state.kind) {
    case 'starting':
      return { state: 'absent', error: 'Not read yet.', denied: null };
    case 'absent':
      return { state: 'absent', error: isOptional(name) ? null : state.message, denied: null };
    case 'denied':
      return { state: 'denied', error: state.message, denied: refusal(name, 'list') };
    case 'stale':
      return { state: 'stale', error: state.message, denied: null };
    case 'live': {
      const denied = state.watchDenied === null ? null : refusal(name, 'watch');
      if (problems.length > 0) return { state: 'partial', error: nameProblems(problems), denied };
      const polled = state.watchDenied === null ? null : `${state.watchDenied}. It is listed every 30 s instead.`;
      return { state: 'live', error: polled, denied };
    }
  }
}

function refusal(name: KubeResourceName, verb: 'list' | 'watch'): Denied {
  return { verb, resource: qualifiedName(name) };
}

const NAMED_MAX = 3;

function nameProblems(problems: readonly ParseProblem[]): string {
  const named = problems.slice(0, NAMED_MAX).map(({ object, pointer, message }) => `${object} ${pointer}: ${message}`);
  const more = problems.length > NAMED_MAX ? `; and ${problems.length - NAMED_MAX} more` : '';
  return `Left out because they cannot be read: ${named.join('; ')}${more}.`;
}

function oldest(parts: readonly ResourcePart[]): string | null {
  const times = parts.flatMap((part) => part.observedAtMs() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}
