import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { type EmbeddedCommand, type EmbeddedState, embeddedStateSchema } from '../../lib/report/embedded-state.ts';

const address = '/api/v1/embedded';
const refreshMs = 2000;
const problemSchema = z.object({ detail: z.string() });

export interface Embedded {
  /** Null: not known yet. */
  readonly state: EmbeddedState | null;
  /** Why the last question or command failed. */
  readonly error: string | null;
  readonly busy: boolean;
  readonly send: (command: EmbeddedCommand) => void;
}

/** The embedded AKS of this server; kept fresh while `watch` is on. */
export function useEmbedded(watch: boolean): Embedded {
  const [state, setState] = useState<EmbeddedState | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const take = useCallback((answer: Answer) => {
    if (!answer.ok) {
      setError(answer.message);
      return;
    }
    const parsed = embeddedStateSchema.safeParse(answer.value);
    if (parsed.success) setState(parsed.data);
    else setError('The server answered in a form that this page does not know. Reload the page.');
  }, []);

  // External system: the server.
  useEffect(() => {
    const refresh = () => void ask(null).then(take);
    refresh();
    if (!watch) return undefined;
    const timer = setInterval(refresh, refreshMs);
    return () => clearInterval(timer);
  }, [watch, take]);

  const send = (command: EmbeddedCommand) => {
    setBusy(true);
    setError(null);
    void (async () => {
      const answer = await ask(command);
      if (answer.ok) take(await ask(null));
      else setError(answer.message);
      setBusy(false);
    })();
  };
  return { state, error, busy, send };
}

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Null: only asks how it is. */
async function ask(command: EmbeddedCommand | null): Promise<Answer> {
  try {
    const headers = { 'content-type': 'application/json' };
    const init = command === null ? {} : { method: 'POST', headers, body: JSON.stringify(command) };
    const response = await fetch(address, init);
    const value: unknown = await response.json();
    if (response.ok) return { ok: true, value };
    const problem = problemSchema.safeParse(value);
    return { ok: false, message: problem.success ? problem.data.detail : `The server answered ${response.status}.` };
  } catch {
    return { ok: false, message: 'The server does not answer.' };
  }
}
