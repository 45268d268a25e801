import { z } from 'zod';
import type { LabelExpression, LabelSelector } from '../label-selector.ts';
import { listOf, stringMap } from './wire-fields.ts';

const NONE: readonly never[] = [];

const expressionSchema = z.object({
  key: z.string(),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
  values: listOf(z.string()),
});

/** A label selector with every operator that the API server knows. */
export const fullLabelSelector = z.object({ matchLabels: stringMap, matchExpressions: listOf(expressionSchema) });

type WireExpression = {
  readonly key: string;
  readonly operator: string;
  readonly values?: string[] | null | undefined;
};

export function toExpression({ key, operator, values }: WireExpression): LabelExpression {
  return { key, operator, values: values ?? NONE };
}

/** Expressions that ask for one value become labels, so that equal selectors look equal. */
export function toLabelSelector(wire: z.output<typeof fullLabelSelector>): LabelSelector {
  const matchLabels = { ...wire.matchLabels };
  const matchExpressions: LabelExpression[] = [];
  for (const expression of wire.matchExpressions ?? []) {
    const [value, ...more] = expression.values ?? [];
    const isFree = matchLabels[expression.key] === undefined || matchLabels[expression.key] === value;
    if (expression.operator === 'In' && value !== undefined && more.length === 0 && isFree) {
      matchLabels[expression.key] = value;
    } else matchExpressions.push(toExpression(expression));
  }
  return { matchLabels, matchExpressions };
}
