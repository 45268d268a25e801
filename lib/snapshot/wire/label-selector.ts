import { z } from 'zod';
import { listOf, stringMap } from './wire-fields.ts';

const expressionSchema = z.object({ key: z.string(), operator: z.string(), values: listOf(z.string()) });

type Expression = z.output<typeof expressionSchema>;

/** The one value an expression asks for; null: it asks for something else. */
function onlyValue(expression: Expression): string | null {
  if (expression.operator !== 'In' || expression.values?.length !== 1) return null;
  return expression.values[0] ?? null;
}

/**
 * A selector that can be said in matchLabels. Others are refused rather than shortened: a selector without
 * its expressions selects too much.
 */
export const labelSelector = z
  .object({ matchLabels: stringMap, matchExpressions: listOf(expressionSchema) })
  .refine((selector) => (selector.matchExpressions ?? []).every((each) => onlyValue(each) !== null), {
    path: ['matchExpressions'],
    message: 'only expressions with operator In and one value can be read',
  });

export function toSelector(wire: z.output<typeof labelSelector>): Record<string, string> {
  const asked = (wire.matchExpressions ?? []).map((each) => [each.key, onlyValue(each) ?? ''] as const);
  return { ...wire.matchLabels, ...Object.fromEntries(asked) };
}
