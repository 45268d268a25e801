'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { decodeViewState, type ViewState, type ViewStateProblem, viewStateHref } from './url-state.ts';

export interface ViewStateHandle {
  readonly state: ViewState;
  readonly problems: readonly ViewStateProblem[];
  /** Changes some fields; the address changes with them, without a new entry in the history. */
  readonly update: (change: Partial<ViewState>) => void;
}

/** The address bar is the state of the page; there is no second copy. */
export function useViewState(): ViewStateHandle {
  const query = useSearchParams().toString();
  const path = usePathname();
  return useMemo(() => {
    const { state, problems } = decodeViewState(new URLSearchParams(query));
    const update = (change: Partial<ViewState>) => {
      const current = decodeViewState(new URLSearchParams(window.location.search)).state;
      window.history.replaceState(null, '', viewStateHref(path, { ...current, ...change }));
    };
    return { state, problems, update };
  }, [query, path]);
}
