import type { z } from 'zod';
import { describeValue, issueMessage } from './issue-message.ts';
import { jsonPointer } from './json-pointer.ts';
import type { Parsed, ParseProblem } from './parsed.ts';
import { propertyOf } from './plain-object.ts';

/** `Service shop/web`, or as much of it as the object says. */
export function kubernetesObjectName(kind: string, raw: unknown): string {
  const metadata = propertyOf(raw, 'metadata');
  const namespace = propertyOf(metadata, 'namespace');
  const name = propertyOf(metadata, 'name');
  if (typeof name !== 'string' || name === '') return `${kind} without a name`;
  return typeof namespace === 'string' && namespace !== '' ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

/** The first thing wrong with an object, with its place. */
export function problemOf(object: string, error: z.core.$ZodError, raw: unknown): ParseProblem {
  const issue = error.issues[0];
  if (issue === undefined) return { object, pointer: '', message: 'cannot be read' };
  const value = issue.path.reduce<unknown>(propertyOf, raw);
  return { object, pointer: jsonPointer(issue.path), message: issueMessage(issue, value) };
}

/** A parser of one kind of Kubernetes object: validates what is read of it, ignores the rest. */
export function kubernetesParser<Wire, Value>(
  kind: string,
  schema: z.ZodType<Wire>,
  toValue: (wire: Wire) => Value,
): (raw: unknown) => Parsed<Value> {
  return (raw) => {
    const found = propertyOf(raw, 'kind');
    if (typeof found === 'string' && found !== kind) {
      const message = `expected an object of kind ${kind}, found ${describeValue(found)}`;
      return { ok: false, problem: { object: kubernetesObjectName(kind, raw), pointer: '/kind', message } };
    }
    const result = schema.safeParse(raw);
    if (result.success) return { ok: true, value: toValue(result.data) };
    return { ok: false, problem: problemOf(kubernetesObjectName(kind, raw), result.error, raw) };
  };
}
