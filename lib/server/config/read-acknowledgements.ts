import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Acknowledgement } from '../../analysis/acknowledgements/acknowledgement.ts';
import { endOfDay } from '../../analysis/acknowledgements/end-of-day.ts';
import { kindOfKnownCode } from '../../analysis/findings/all-rules.ts';
import type { Resolved } from './resolve-access.ts';

const day = z.string().transform((text, context) => {
  const until = endOfDay(text);
  if (until !== null) return until;
  context.addIssue({ code: 'custom', message: `"${text}" is no day like 2026-12-31` });
  return z.NEVER;
});

const entrySchema = z.strictObject({
  code: z.string().refine((code) => kindOfKnownCode(code) !== null, 'there is no finding with this code'),
  service: z
    .string()
    .regex(/^[^/\s]+\/[^/\s]+$/, 'expected namespace/name')
    .optional(),
  object: z.string().min(1).optional(),
  cluster: z.string().min(1).optional(),
  reason: z.string().trim().min(1, 'say why'),
  until: day,
});

const fileSchema = z.strictObject({ acknowledgements: z.array(entrySchema) });

/** A file of acknowledgements, YAML or JSON. Not ok: everything that is wrong with it, with the place. */
export function readAcknowledgements(path: string): Resolved<readonly Acknowledgement[]> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return {
      ok: false,
      problems: [`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
  const document = parseDocument(text, { schema: 'core' });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => `${path}: ${error.message}`) };
  }
  const parsed = fileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => `${path}: ${placeOf(issue.path)}${issue.message}`),
    };
  }
  return { ok: true, value: parsed.data.acknowledgements.map(toAcknowledgement) };
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '' : `${path.map(String).join('.')}: `;
}

function toAcknowledgement(entry: z.output<typeof entrySchema>): Acknowledgement {
  const { code, service, object = null, cluster = null, reason, until } = entry;
  const [namespace = '', name = ''] = service?.split('/') ?? [];
  const about = service === undefined ? null : { namespace, name };
  return { code, service: about, object, cluster, reason, until, source: 'file' };
}
