import { z } from 'zod';
import { type Problem, problem } from './problem.ts';

export type QueryShape = Readonly<Record<string, z.ZodType<unknown, string>>>;
/** Of a route that takes no parameters. */
export type NoQuery = Readonly<Record<string, never>>;
export type QueryValues<S extends QueryShape> = { readonly [K in keyof S]?: z.output<S[K]> };

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The query parameters of a route. A name that it does not know is refused: it is a typing error more often than not. */
export function readQuery<S extends QueryShape>(query: URLSearchParams, shape: S): Read<QueryValues<S>> {
  const known = Object.keys(shape);
  // Each value is what the schema of its own name made, which is what QueryValues says.
  const values: { [K in keyof S]?: z.output<S[K]> } = {};
  for (const name of new Set(query.keys())) {
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (schema === undefined) return refuse('unknown-parameter', name, explain(name, known));
    const given = query.getAll(name);
    if (given.length > 1) return refuse('bad-parameter', name, `"${name}" is given ${given.length} times.`);
    const parsed = schema.safeParse(given[0]);
    if (!parsed.success) {
      return refuse('bad-parameter', name, `"${name}" is "${given[0]}": ${parsed.error.issues[0]?.message}.`);
    }
    Object.assign(values, { [name]: parsed.data });
  }
  return { ok: true, value: values };
}

function explain(name: string, known: readonly string[]): string {
  const takes = known.length === 0 ? 'takes no parameters' : `takes ${known.map((each) => `"${each}"`).join(', ')}`;
  return `This address ${takes}, not "${name}".`;
}

function refuse(kind: 'unknown-parameter' | 'bad-parameter', parameter: string, detail: string) {
  return { ok: false, problem: problem(kind, detail, { parameter }) } as const;
}

/** `namespace/name`. */
export const serviceParameter = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'expected namespace/name');
