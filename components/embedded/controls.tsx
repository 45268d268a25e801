import type { ReactNode } from 'react';
import type { EmbeddedCommand, EmbeddedState } from '../../lib/report/embedded-state.ts';

export interface ControlsProps {
  readonly state: EmbeddedState;
  readonly busy: boolean;
  readonly send: (command: EmbeddedCommand) => void;
}

export const fullName = ({ namespace, name }: { readonly namespace: string; readonly name: string }) =>
  `${namespace}/${name}`;

/** Those of most interest on top, else in their order. */
export function first<T>(items: readonly T[], isWanted: (item: T) => boolean): readonly T[] {
  return [...items.filter(isWanted), ...items.filter((item) => !isWanted(item))];
}

/** One kind of thing that can happen. */
export function Line({ children }: { readonly children: ReactNode }) {
  return <div className="flex min-w-0 flex-wrap items-center gap-2">{children}</div>;
}
