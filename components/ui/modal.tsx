'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

interface ModalProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the page. The browser itself keeps the focus inside and closes it with Escape. */
export function Modal({ open, title, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // External system: the browser's stack of open dialogs.
  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto max-h-[85dvh] w-[min(640px,calc(100vw-32px))] flex-col overflow-hidden rounded-md border border-line bg-raised text-ink shadow-raised backdrop:bg-black/40 open:flex"
    >
      <div className="flex items-center justify-between border-b border-line px-4 py-2">
        <h2 id={titleId} className="text-base font-semibold">
          {title}
        </h2>
        <Button look="quiet" aria-label="Close" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
      {open && children}
    </dialog>
  );
}
