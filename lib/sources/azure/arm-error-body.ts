import { z } from 'zod';

const errorSchema = z.object({
  code: z.string().nullish(),
  message: z.string().nullish(),
  details: z
    .array(z.object({ code: z.string().nullish(), message: z.string().nullish() }))
    .nullish()
    .catch(null),
});

const wrappedSchema = z.object({ error: errorSchema });

/** What an ARM error body says; both null where the body is none (a proxy's page, nothing at all). */
export interface ArmErrorBody {
  readonly code: string | null;
  readonly message: string | null;
}

const MESSAGE_LENGTH_MAX = 600;

/** Reads `{error: {code, message, details}}`, and the unwrapped form some providers send. Never throws. */
export function readArmError(body: unknown): ArmErrorBody {
  const wrapped = wrappedSchema.safeParse(body);
  const bare = wrapped.success ? null : errorSchema.safeParse(body);
  const error = wrapped.success ? wrapped.data.error : bare?.success ? bare.data : null;
  if (!error) return { code: null, message: null };
  const parts = [error.message, ...(error.details ?? []).map((detail) => detail.message ?? detail.code)];
  const message = [...new Set(parts.filter((part): part is string => typeof part === 'string' && part !== ''))].join(
    ' / ',
  );
  return { code: error.code || null, message: message === '' ? null : shorten(message) };
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MESSAGE_LENGTH_MAX ? `${line.slice(0, MESSAGE_LENGTH_MAX)}…` : line;
}
