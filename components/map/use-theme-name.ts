'use client';

import { useSyncExternalStore } from 'react';

/** Changes whenever the colours do: by the toggle, by the machine, for the printer, and when the fonts have arrived. */
export function useThemeName(): string {
  return useSyncExternalStore(subscribe, read, () => 'server');
}

const darkMachine = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const machine = window.matchMedia(darkMachine);
  const printer = window.matchMedia('print');
  const observer = new MutationObserver(listener);
  machine.addEventListener('change', listener);
  printer.addEventListener('change', listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  document.fonts.addEventListener('loadingdone', listener);
  return () => {
    machine.removeEventListener('change', listener);
    printer.removeEventListener('change', listener);
    observer.disconnect();
    document.fonts.removeEventListener('loadingdone', listener);
  };
}

function read(): string {
  if (window.matchMedia('print').matches) return 'print';
  const machine = window.matchMedia(darkMachine).matches ? 'dark' : 'light';
  return `${document.documentElement.dataset.theme ?? machine} ${document.fonts.status}`;
}
