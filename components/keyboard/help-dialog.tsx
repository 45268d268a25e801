'use client';

import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import { glossary } from '../glossary.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { useKeyboardPreference } from './keyboard-preference.ts';
import { useShortcut } from './keyboard-provider.tsx';
import { shortcuts } from './shortcuts.ts';

/** Keys and words in one place; the button that opens it is the way in without a keyboard. */
export function HelpDialog() {
  const [open, setOpen] = useState(false);
  useShortcut('help', () => setOpen(true));
  return (
    <>
      <Button look="quiet" aria-label="Keys and words" title="Keys and words (?)" onClick={() => setOpen(true)}>
        <Keyboard size={16} aria-hidden="true" />
      </Button>
      <Modal open={open} title="Keys and words" onClose={() => setOpen(false)}>
        <HelpBody />
      </Modal>
    </>
  );
}

function HelpBody() {
  return (
    <ScrollRegion label="Keys and words" className="grid gap-4 p-4">
      <ShortcutSwitch />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr_auto_1fr]">
        {Object.entries(shortcuts).map(([action, shortcut]) => (
          <KeyRow key={action} label={shortcut.label} does={shortcut.does} />
        ))}
        <KeyRow label="Ctrl K" does="Find a host, address, Service, node, pod or rule (⌘K on a Mac)" />
        <KeyRow label="Enter" does="Open the row" />
        <KeyRow label="← ↑ → ↓" does="Walk through the routing map, or through the numbers of a table" />
        <KeyRow label="Enter" does="On a number: how it is computed; on a table: its first number" />
      </dl>
      <h3 className="font-semibold">Words</h3>
      <dl className="grid gap-2">
        {Object.entries(glossary).map(([term, meaning]) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="text-soft">{meaning}</dd>
          </div>
        ))}
      </dl>
    </ScrollRegion>
  );
}

function KeyRow({ label, does }: { readonly label: string; readonly does: string }) {
  return (
    <>
      <dt>
        <kbd className="rounded-sm border border-line bg-sunken px-1 font-mono text-xs whitespace-nowrap">{label}</kbd>
      </dt>
      <dd>{does}</dd>
    </>
  );
}

function ShortcutSwitch() {
  const [on, setOn] = useKeyboardPreference();
  return (
    <label className="flex items-center gap-2">
      <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} className="size-4" />
      Single-key shortcuts are on in this browser
    </label>
  );
}
