import { z } from 'zod';
import { isPlainObject } from './plain-object.ts';

const RFC_3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

export const identity = z.string().min(1);
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const count = z.int().min(0).nullish();
export const portNumber = z.int().min(0).max(65_535);
export const instant = z.string().regex(RFC_3339, 'expected an RFC 3339 time');
export const timestamp = instant.nullish();
export const stringMap = z.record(z.string(), z.string()).nullish();
export const transportProtocol = z.enum(['TCP', 'UDP', 'SCTP']).nullish();

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).nullish();
}

function isIntOrString(value: unknown): value is number | string {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

/** IntOrString: a number, or a name or percentage. */
export const intOrString = z.custom<number | string>(isIntOrString, 'expected a whole number or a string');

/** An object of which only the presence counts. */
export const presence = z.custom<object>(isPlainObject, 'expected an object').nullish();

export const ownerReferences = listOf(z.object({ kind: z.string(), name: z.string(), controller: flag }));

export const metadata = z.object({
  namespace: identity,
  name: identity,
  resourceVersion: text,
});
