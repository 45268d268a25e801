import { z } from 'zod';
import { normalizeArmId } from '../../snapshot/arm-id.ts';
import type { Parsed } from '../../snapshot/wire/parsed.ts';
import type { AzureProblem } from './azure-result.ts';

const identitySchema = z.object({ id: z.string().min(1), name: z.string().min(1), properties: z.object({}) });

export interface ParsedItems<T> {
  readonly items: readonly T[];
  readonly problems: readonly AzureProblem[];
}

/**
 * Parses the items of a list one by one, so that one malformed object does not hide the others. Without id and
 * name nothing is an ARM object, and without properties it is an empty shell. An object that two pages repeat counts once, as it was seen last.
 */
export function parseItems<T>(
  values: readonly unknown[],
  kind: string,
  parse: (raw: unknown) => Parsed<T>,
): ParsedItems<T> {
  const items = new Map<string, T>();
  const problems: AzureProblem[] = [];
  for (const [index, raw] of values.entries()) {
    const identity = identitySchema.safeParse(raw);
    if (!identity.success) {
      const object = `${kind} ${index + 1} of the list`;
      problems.push(
        malformed(object, null, `${object} was left out: it has no id, name and properties, so it is no ARM object.`),
      );
      continue;
    }
    const { name } = identity.data;
    const id = normalizeArmId(identity.data.id);
    const parsed = parse(raw);
    if (parsed.ok) {
      items.set(id, parsed.value);
      continue;
    }
    const { object, pointer, message } = parsed.problem;
    problems.push(malformed(name, id, `${object} was left out: ${pointer === '' ? '' : `${pointer}: `}${message}`));
  }
  return { items: [...items.values()], problems };
}

function malformed(object: string, id: string | null, message: string): AzureProblem {
  return { object, id, cause: 'malformed', message, denied: null };
}
