'use client';

import { Check, Copy, X } from 'lucide-react';
import { useState } from 'react';
import { copyText } from './copy-text.ts';

type CopyState = 'idle' | 'copied' | 'failed';

const icons = { idle: Copy, copied: Check, failed: X } as const;
const announcements: Readonly<Record<CopyState, string>> = {
  idle: '',
  copied: 'Copied',
  failed: 'Could not copy; select the text and copy it by hand',
};

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for the accessible name: `Copy the node name`. */
  readonly what: string;
  readonly className?: string;
}

export function CopyButton({ text, what, className = '' }: CopyButtonProps) {
  const [state, setState] = useState<CopyState>('idle');
  const Icon = icons[state];
  const copy = async () => {
    setState((await copyText(text)) ? 'copied' : 'failed');
    setTimeout(setState, 2000, 'idle');
  };
  return (
    <button
      type="button"
      onClick={copy}
      title={`Copy ${what}`}
      data-print="hide"
      className={`inline-flex size-6 shrink-0 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink ${className}`}
    >
      <Icon size={14} aria-hidden="true" />
      <span className="sr-only">Copy {what}</span>
      <span className="sr-only" role="status">
        {announcements[state]}
      </span>
    </button>
  );
}
