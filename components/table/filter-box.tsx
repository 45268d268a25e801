'use client';

import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';

interface FilterBoxProps {
  readonly label: string;
  /** What the address bar says. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const writeAfterMs = 150;

/** Text to filter by. The address follows a moment after the typing, because browsers limit how often it may change. */
export function FilterBox({ label, value, onChange }: FilterBoxProps) {
  const input = useRef<HTMLInputElement>(null);
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
  const type = (text: string) => {
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(write, writeAfterMs, text);
  };
  const write = (text: string) => {
    setWritten(text);
    onChange(text);
  };
  const clear = () => {
    clearTimeout(timer.current);
    setDraft('');
    write('');
    input.current?.blur();
  };
  useShortcut('filter', () => input.current?.focus());
  useShortcut('close', clear, draft !== '');
  return (
    <div className="relative flex items-center" data-print="hide">
      <Search size={14} aria-hidden="true" className="pointer-events-none absolute left-2 text-soft" />
      <input
        ref={input}
        type="text"
        inputMode="search"
        aria-label={label}
        placeholder={`${label}  ( / )`}
        value={draft}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        className="h-7 w-64 max-w-full rounded-md border border-line-strong bg-surface pr-7 pl-7 placeholder:text-soft"
      />
      {draft !== '' && (
        <button
          type="button"
          aria-label="Clear the filter"
          onClick={clear}
          className="absolute right-1 rounded-md p-1 text-soft hover:text-ink"
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
