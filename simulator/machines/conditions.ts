import type { Condition } from '../objects/object-meta.ts';

export const conditionOf = (conditions: readonly Condition[] | undefined, type: string): Condition | undefined =>
  conditions?.find((condition) => condition.type === type);

export const isTrue = (conditions: readonly Condition[] | undefined, type: string): boolean =>
  conditionOf(conditions, type)?.status === 'True';

/** The conditions with one of them set; its transition time moves only when its status does. */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition & { readonly lastTransitionTime: string },
): Condition[] {
  const known = conditionOf(conditions, next.type);
  const lastTransitionTime = known?.status === next.status ? known.lastTransitionTime : next.lastTransitionTime;
  const set = { ...known, ...next, lastTransitionTime };
  if (known === undefined) return [...(conditions ?? []), set];
  return (conditions ?? []).map((condition) => (condition === known ? set : condition));
}
