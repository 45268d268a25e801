/** One condition on labels: In, NotIn, Exists, DoesNotExist; on nodes also Gt and Lt. */
export interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** All of it has to hold; an empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly matchExpressions: readonly LabelExpression[];
}

type Labels = Readonly<Record<string, string>>;

export function selectsLabels({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean {
  for (const key in matchLabels) if (labels[key] !== matchLabels[key]) return false;
  return matchExpressions.every((expression) => holdsFor(expression, labels));
}

/** As the API server and the scheduler judge it; an unknown operator never holds. */
export function holdsFor({ key, operator, values }: LabelExpression, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return compareNumbers(value, values[0]) > 0;
    case 'Lt':
      return compareNumbers(value, values[0]) < 0;
    default:
      return false;
  }
}

/** NaN, which is neither above nor below, where either is no number. */
function compareNumbers(value: string | undefined, limit: string | undefined): number {
  return Number.parseInt(value ?? '', 10) - Number.parseInt(limit ?? '', 10);
}
