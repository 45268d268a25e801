'use client';

import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { useFilterDraft } from './use-filter-draft.ts';

interface FilterBoxProps {
  readonly label: string;
  /** What the address bar says. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function FilterBox({ label, value, onChange }: FilterBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const { draft, type, clear } = useFilterDraft(value, onChange);
  useShortcut('filter', () => input.current?.focus());
  useShortcut(
    'close',
    () => {
      clear();
      input.current?.blur();
    },
    draft !== '',
  );
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
