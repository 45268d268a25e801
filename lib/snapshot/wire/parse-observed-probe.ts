import { z } from 'zod';
import type { ObservedAnswer, ObservedProbe } from '../probes-part.ts';
import { armPort } from './arm-fields.ts';
import { problemOf } from './kubernetes-parser.ts';
import type { Parsed } from './parsed.ts';
import { propertyOf } from './plain-object.ts';
import { identity, instant, text } from './wire-fields.ts';

const KNOWN_ANSWERS: readonly ObservedAnswer[] = ['200', '503', 'open', 'refused', 'timeout', 'other'];

const schema = z.object({
  node: identity,
  port: armPort,
  protocol: z.enum(['http', 'tcp']),
  path: text,
  result: z.union([identity, z.int()], 'expected 200, 503, open, refused or timeout'),
  localEndpoints: z.int().min(0).nullish(),
  serviceProxyHealthy: z.boolean().nullish(),
  at: instant,
});

function toAnswer(result: string | number): ObservedAnswer {
  return KNOWN_ANSWERS.find((answer) => answer === String(result)) ?? 'other';
}

/** One answer of `probes/observed.json`. */
export function parseObservedProbe(raw: unknown): Parsed<ObservedProbe> {
  const result = schema.safeParse(raw);
  if (!result.success) {
    const node = propertyOf(raw, 'node');
    const object = typeof node === 'string' && node !== '' ? `probe of ${node}` : 'probe of an unnamed node';
    return { ok: false, problem: problemOf(object, result.error, raw) };
  }
  const { node, port, protocol, path, at, localEndpoints = null, serviceProxyHealthy = null } = result.data;
  const answer = toAnswer(result.data.result);
  return {
    ok: true,
    value: { node, port, protocol, path: path || null, result: answer, localEndpoints, serviceProxyHealthy, at },
  };
}
