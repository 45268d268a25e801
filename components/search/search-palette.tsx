'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';

const PaletteBody = lazy(async () => {
  const { PaletteBody: body } = await import('./palette-body.tsx');
  return { default: body };
});

/** Finds anything by a name, an address or a pasted URL. Its code is fetched when it is first opened. */
export function SearchPalette() {
  const [open, setOpen] = useState(false);
  const keys = useSyncExternalStore(noChanges, readKeys, () => 'Ctrl K');
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    setOpen((before) => !before);
  });

  // External system: the keyboard.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  return (
    <>
      <Button onClick={() => setOpen(true)} aria-keyshortcuts="Control+K Meta+K" title={`Find (${keys})`}>
        <Search size={14} aria-hidden="true" />
        Find
        <span aria-hidden="true" className="hidden font-mono text-xs text-soft sm:inline">
          {keys}
        </span>
      </Button>
      <Modal open={open} title="Find" onClose={() => setOpen(false)}>
        <Suspense fallback={<p className="px-4 py-6 text-soft">Opening…</p>}>
          <PaletteBody onDone={() => setOpen(false)} />
        </Suspense>
      </Modal>
    </>
  );
}

const noChanges = () => () => undefined;

function readKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';
}
