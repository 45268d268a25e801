'use client';

import { useSyncExternalStore } from 'react';

/** Changes whenever the colours do: by the toggle, by the machine's setting, and once when the fonts have arrived. */
export function useThemeName(): string {
  return useSyncExternalStore(subscribe, read, () => 'server');
}

function subscribe(listener: () => void): () => void {
  const machine = window.matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(listener);
  machine.addEventListener('change', listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  document.fonts.addEventListener('loadingdone', listener);
  return () => {
    machine.removeEventListener('change', listener);
    observer.disconnect();
    document.fonts.removeEventListener('loadingdone', listener);
  };
}

function read(): string {
  const machine = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return `${document.documentElement.dataset.theme ?? machine} ${document.fonts.status}`;
}
