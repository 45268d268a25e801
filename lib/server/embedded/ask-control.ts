import { z } from 'zod';
import { type EmbeddedCommand, type EmbeddedState, embeddedStateSchema } from '../../report/embedded-state.ts';

export type ControlResult<T> =
  | { readonly ok: true; readonly value: T }
  /** `refused`: what was asked cannot be done; else the embedded AKS does not answer. */
  | { readonly ok: false; readonly refused: boolean; readonly message: string };

const timeoutMs = 15_000;
const journalLines = 5;
const scenariosSchema = z.array(z.object({ name: z.string(), title: z.string() }));
const errorSchema = z.object({ error: z.string() });
const stateSchema = embeddedStateSchema.omit({ scenarios: true });

/** The state of the embedded AKS and what can be run in it. */
export async function readEmbedded(controlUrl: string): Promise<ControlResult<EmbeddedState>> {
  const [state, scenarios] = await Promise.all([
    ask(`${controlUrl}/state`, null, stateSchema),
    ask(`${controlUrl}/scenarios`, null, scenariosSchema),
  ]);
  if (!state.ok) return state;
  if (!scenarios.ok) return scenarios;
  const journal = state.value.journal.slice(-journalLines);
  return { ok: true, value: { ...state.value, scenarios: scenarios.value, journal } };
}

/** Does what is asked. */
export function commandEmbedded(controlUrl: string, command: EmbeddedCommand): Promise<ControlResult<object>> {
  const done = z.looseObject({});
  if ('action' in command) return ask(`${controlUrl}/actions`, command.action, done);
  if ('speed' in command) return ask(`${controlUrl}/speed`, command, done);
  return ask(`${controlUrl}/run`, { scenario: command.run }, done);
}

async function ask<T>(url: string, body: object | null, schema: z.ZodType<T>): Promise<ControlResult<T>> {
  try {
    const init = body === null ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: schema.parse(answer) };
    const told = errorSchema.safeParse(answer);
    const message = told.success ? told.data.error : `The embedded AKS answered ${response.status}.`;
    return { ok: false, refused: response.status === 400, message };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, refused: false, message: `The embedded AKS does not answer: ${why}` };
  }
}
