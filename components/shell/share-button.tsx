'use client';

import { Check, Link2 } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
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
        Share
        <span className="sr-only" role="status">
          {copied ? 'Link copied' : ''}
        </span>
      </Button>
      <Dialog.Root open={byHand !== null} onOpenChange={() => setByHand(null)}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 bg-black/40" />
          <Dialog.Content className="fixed top-1/3 left-1/2 grid w-[min(560px,calc(100vw-32px))] -translate-x-1/2 gap-2 rounded-md border border-line bg-raised p-4 shadow-raised">
            <Dialog.Title className="text-base font-semibold">Link to this view</Dialog.Title>
            <Dialog.Description className="text-soft">
              This browser does not let the page copy. Copy it here:
            </Dialog.Description>
            <input
              readOnly
              aria-label="Link"
              value={byHand ?? ''}
              onFocus={(event) => event.target.select()}
              className="h-8 rounded-md border border-line-strong bg-surface px-2 font-mono text-xs"
            />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
