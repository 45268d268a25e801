'use client';

import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';

export interface Refetched<T> {
  /** The last good answer. */
  readonly document: T;
  /** The last attempt gave nothing that can be read. */
  readonly failed: boolean;
}

interface RefetchOptions<T> {
  readonly url: string;
  readonly schema: z.ZodType<T>;
  /** What the server rendered. */
  readonly initial: T;
  /** Differs when the document may have changed. */
  readonly signature: string;
}

/** Changes come in bursts, and large documents are not asked for at each of them. */
const restMs = 3000;

/** A document that the event stream does not carry: asked for again when the stream says that something changed. */
export function useRefetched<T>({ url, schema, initial, signature }: RefetchOptions<T>): Refetched<T> {
  const [state, setState] = useState({ document: initial, failed: false, signature });
  const askedAt = useRef(0);

  // External system: the server's document.
  useEffect(() => {
    if (state.signature === signature) return;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      askedAt.current = Date.now();
      const document = await fetchDocument(url, schema, abort.signal);
      if (abort.signal.aborted) return;
      setState((before) =>
        document === null ? { ...before, failed: true, signature } : { document, failed: false, signature },
      );
    };
    const timer = setTimeout(() => void ask(), Math.max(0, askedAt.current + restMs - Date.now()));
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [url, schema, signature, state.signature]);

  return state;
}

async function fetchDocument<T>(url: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | null> {
  try {
    const answer = await fetch(url, { signal });
    const parsed = schema.safeParse(await answer.json());
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
