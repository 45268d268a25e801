import { z } from 'zod';
import { portNumber, text } from './wire-fields.ts';

/** Some tools print numbers as strings. */
function numeric(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

export const armInteger = z.preprocess(numeric, z.int());
export const optionalInteger = z.preprocess(numeric, z.int().nullish()).optional();
export const armPort = z.preprocess(numeric, portNumber);

/** A reference to another object. */
export const subResource = z.object({ id: text }).nullish();

export const armTags = z.record(z.string(), z.string()).nullish();
export const sku = z.object({ name: text }).nullish();

/** The id of a reference; null: it refers to nothing. */
export function referredId(reference: z.output<typeof subResource>): string | null {
  return reference?.id || null;
}

/** Ids in order, each once; ARM ids compare without case. */
export function distinctIds(ids: readonly (string | null)[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const id of ids) {
    if (id !== null && !byKey.has(id.toLowerCase())) byKey.set(id.toLowerCase(), id);
  }
  return [...byKey.values()];
}
