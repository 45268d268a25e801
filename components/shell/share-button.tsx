'use client';

import { Check, Link2 } from 'lucide-react';
import { useState } from 'react';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { Modal } from '../ui/modal.tsx';
import { viewStateHref } from '../url-state.ts';
import { useViewState } from '../use-view-state.ts';

/** Copies a link to exactly this view, with the absolute time of the data it shows. */
export function ShareButton({ takenAt }: { readonly takenAt: string }) {
  const { state } = useViewState();
  const [copied, setCopied] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);
  const share = async () => {
    const { origin, pathname } = window.location;
    const link = origin + viewStateHref(pathname, { ...state, madeAt: takenAt });
    if (await copyText(link)) {
      setCopied(true);
      setTimeout(setCopied, 2000, false);
    } else {
      setByHand(link);
    }
  };
  useShortcut('share', () => void share());
  const Icon = copied ? Check : Link2;
  return (
    <>
      <Button onClick={share} title="Copy a link to exactly this view (s)" data-print="hide">
        <Icon size={14} aria-hidden="true" />
        <span>
          Share<span className="sr-only"> this view</span>
        </span>
        <span className="sr-only" role="status">
          {copied ? 'Link copied' : ''}
        </span>
      </Button>
      <Modal open={byHand !== null} title="Link to this view" onClose={() => setByHand(null)}>
        <label className="grid gap-2 p-4">
          This browser does not let the page copy. Copy it here:
          <input
            readOnly
            value={byHand ?? ''}
            onFocus={(event) => event.target.select()}
            className="h-8 rounded-md border border-line-strong bg-surface px-2 font-mono text-xs"
          />
        </label>
      </Modal>
    </>
  );
}
