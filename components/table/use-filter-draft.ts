'use client';

import { useRef, useState } from 'react';

export interface FilterDraft {
  /** What stands in the box. */
  readonly draft: string;
  readonly type: (text: string) => void;
  readonly clear: () => void;
}

const writeAfterMs = 150;

/**
 * What is typed, ahead of the address: browsers limit how often the address may change, so it follows a moment later.
 * When somebody else changes the address, the draft follows it.
 */
export function useFilterDraft(value: string, onChange: (value: string) => void): FilterDraft {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [draft, setDraft] = useState(value);
  const [written, setWritten] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== written) {
      setWritten(value);
      setDraft(value);
    }
  }
  const write = (text: string) => {
    setWritten(text);
    onChange(text);
  };
  return {
    draft,
    type: (text) => {
      setDraft(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(write, writeAfterMs, text);
    },
    clear: () => {
      clearTimeout(timer.current);
      setDraft('');
      write('');
    },
  };
}
