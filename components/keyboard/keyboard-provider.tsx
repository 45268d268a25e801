'use client';

import { createContext, useContext, useEffect, useEffectEvent, useState } from 'react';
import { useKeyboardPreference } from './keyboard-preference.ts';
import { matchShortcut, type ShortcutAction } from './shortcuts.ts';

type Handler = () => void;
type Handlers = Map<ShortcutAction, Handler[]>;

const HandlersContext = createContext<Handlers | null>(null);

/** Listens to the keyboard once for the page and hands each key to whoever registered for it last. */
export function KeyboardProvider({ children }: { readonly children: React.ReactNode }) {
  const [handlers] = useState<Handlers>(() => new Map());
  const [enabled] = useKeyboardPreference();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || insideDialog(event.target)) return;
    const action = matchShortcut({ ...modifiers(event), key: event.key, typing: isTyping(event.target) });
    if (action === null || (!enabled && action !== 'close')) return;
    const handler = handlers.get(action)?.at(-1);
    if (handler === undefined) return;
    event.preventDefault();
    handler();
  });

  // External system: the keyboard.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);

  return <HandlersContext value={handlers}>{children}</HandlersContext>;
}

/** Answers a shortcut while the component is on the page. `enabled` false gives the key back. */
export function useShortcut(action: ShortcutAction, handler: Handler, enabled = true): void {
  const handlers = useContext(HandlersContext);
  const run = useEffectEvent(handler);

  // External system: the keyboard, through the provider's list of handlers.
  useEffect(() => {
    if (handlers === null || !enabled) return;
    const entry = () => run();
    handlers.set(action, [...(handlers.get(action) ?? []), entry]);
    return () => {
      handlers.set(
        action,
        (handlers.get(action) ?? []).filter((other) => other !== entry),
      );
    };
  }, [handlers, action, enabled]);
}

function modifiers(event: KeyboardEvent) {
  return { ctrlKey: event.ctrlKey, metaKey: event.metaKey, altKey: event.altKey };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}

function insideDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('dialog') !== null;
}
