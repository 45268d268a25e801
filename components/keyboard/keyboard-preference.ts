import { useSyncExternalStore } from 'react';

const storageKey = 'single-key-shortcuts';
const changed = 'single-key-shortcuts-changed';

/** Whether single keys act, kept in this browser. On unless switched off; storage may be forbidden. */
export function useKeyboardPreference(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, read, () => true);
  return [on, write];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener('storage', listener);
  };
}

function read(): boolean {
  try {
    return window.localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

function write(on: boolean): void {
  try {
    window.localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    return;
  }
  window.dispatchEvent(new Event(changed));
}
