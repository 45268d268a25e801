import type { LabelSelector } from './object-meta.ts';

export type Labels = Readonly<Record<string, string>>;

/** An equality selector, as Services have it. An empty selector matches nothing: such a Service has no pods of its own. */
export function matchesLabels(selector: Labels | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false;
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels?.[key] === value);
}

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number];

function meets(requirement: Requirement, labels: Labels): boolean {
  const value = labels[requirement.key];
  const listed = value !== undefined && (requirement.values ?? []).includes(value);
  switch (requirement.operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

export const meetsAll = (requirements: readonly Requirement[] | undefined, labels: Labels): boolean =>
  (requirements ?? []).every((requirement) => meets(requirement, labels));

/** A label selector of the API: absent matches nothing, empty matches everything. */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  if (selector === undefined) return false;
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return equal && meetsAll(selector.matchExpressions, labels);
}
