import { z } from 'zod';

/** The environment variable that stands for --url. */
export const urlVariable = 'AKS_INGRESS_HEALTH_SIMULATOR';

export interface ControlRequest {
  readonly path: string;
  /** Null: only asks. */
  readonly body: object | null;
}

export type ControlAnswer =
  | { readonly ok: true; readonly value: unknown }
  /** What is wrong, and what to do. */
  | { readonly ok: false; readonly message: string };

export type FoundUrl = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string };

const errorSchema = z.object({ error: z.string() });

/** Where the control API is: with or without `/control` at its end. */
export function controlUrl(given: string | undefined, env: NodeJS.ProcessEnv): FoundUrl {
  const text = given ?? env[urlVariable] ?? '';
  if (text === '')
    return {
      ok: false,
      message: `Say where the embedded AKS is: --url or ${urlVariable}. \`serve\` prints the address when it starts.`,
    };
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'http:')
    return {
      ok: false,
      message: `"${text}" is no address of a control API; expected one like http://127.0.0.1:40000/control.`,
    };
  return { ok: true, url: `${url.origin}/control` };
}

/** Asks the control API at `base`; every failure is a message for people. */
export async function askControl(base: string, { path, body }: ControlRequest): Promise<ControlAnswer> {
  let status: number;
  let text: string;
  try {
    const init = body === null ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${base}${path}`, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    status = response.status;
    text = await response.text();
  } catch (error) {
    return { ok: false, message: `No embedded AKS answers at ${base}: ${reasonOf(error)}` };
  }
  const value = parseJson(text);
  if (status === 200 && value !== undefined) return { ok: true, value };
  const told = errorSchema.safeParse(value);
  return {
    ok: false,
    message: told.success ? told.data.error : `${base}${path} answered ${status}: ${text.slice(0, 200)}`,
  };
}

const TIMEOUT_MS = 60_000;

/** What fetch says itself is only that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Undefined: no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
