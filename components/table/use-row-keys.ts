'use client';

import type { RefObject } from 'react';
import { useShortcut } from '../keyboard/keyboard-provider.tsx';
import { copyText } from '../ui/copy-text.ts';

interface RowKeysOptions {
  readonly container: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  readonly scrollToRow: (index: number) => void;
  /** Text that `c` copies. */
  readonly nameOfRow: (index: number) => string;
  readonly enabled: boolean;
}

/** `j` and `k` move the focus from row to row, `c` copies the name of the row that has it. */
export function useRowKeys({ container, rowCount, scrollToRow, nameOfRow, enabled }: RowKeysOptions): void {
  const active = enabled && rowCount > 0;
  const focusedRow = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-index]');
    return row !== undefined && row !== null && container.current?.contains(row) ? Number(row.dataset.index) : -1;
  };
  const focusRow = (index: number) => {
    scrollToRow(index);
    requestAnimationFrame(() => {
      container.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row-focus]`)?.focus();
    });
  };
  useShortcut('next', () => focusRow(Math.min(rowCount - 1, focusedRow() + 1)), active);
  useShortcut('previous', () => focusRow(Math.max(0, focusedRow() - 1)), active);
  useShortcut(
    'copy',
    () => {
      const index = focusedRow();
      if (index >= 0) void copyText(nameOfRow(index));
    },
    active,
  );
}
