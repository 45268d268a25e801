'use client';

import { useEffect, useState } from 'react';
import { fetchAnswer, type SearchAnswer } from './search-answer.ts';

export interface Search {
  /** The last good answer; null: none yet. */
  readonly answer: SearchAnswer | null;
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  readonly retry: () => void;
}

interface Known {
  readonly key: string;
  readonly answer: SearchAnswer | null;
  readonly failed: boolean;
}

/** Whoever types on does not need the answer to the beginning. */
const TYPING_MS = 120;
const nothing: Known = { key: '', answer: null, failed: false };

/** What the server finds for a text; while it looks, what it found before stays. */
export function useSearch(cluster: string | null, typed: string): Search {
  const text = typed.trim();
  const [known, setKnown] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const key = `${cluster} ${text} ${attempt}`;

  // External system: the server's search.
  useEffect(() => {
    if (text === '') return;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      const answer = await fetchAnswer(cluster, text, abort.signal);
      if (abort.signal.aborted) return;
      setKnown((before) => ({ key, answer: answer ?? before.answer, failed: answer === null }));
    };
    const timer = setTimeout(() => void ask(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [cluster, text, key]);

  const retry = () => setAttempt((count) => count + 1);
  if (text === '') return { answer: null, state: 'idle', retry };
  if (known.key !== key) return { answer: known.answer, state: 'loading', retry };
  return { answer: known.answer, state: known.failed ? 'failed' : 'ready', retry };
}
