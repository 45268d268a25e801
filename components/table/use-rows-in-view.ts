import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

export interface RowsInView {
  /** Rows to draw. */
  readonly indexes: readonly number[];
  /** Height of the rows above and below that are not drawn. */
  readonly before: number;
  readonly after: number;
  readonly scrollToRow: (index: number) => void;
  /** Ref of each drawn row; undefined while all rows are drawn. */
  readonly measureRow: ((row: HTMLElement | null) => void) | undefined;
}

/** More rows than these are drawn only where they are in view. */
const virtualFrom = 100;
const rowHeight = 32;
const viewHeight = 640;

export function useRowsInView(container: RefObject<HTMLElement | null>, rowCount: number): RowsInView {
  const isVirtual = rowCount > virtualFrom;
  const virtualizer = useVirtualizer({
    count: rowCount,
    enabled: isVirtual,
    getScrollElement: () => container.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 1200, height: viewHeight },
  });
  if (!isVirtual) {
    const indexes = Array.from({ length: rowCount }, (_, index) => index);
    return { indexes, before: 0, after: 0, scrollToRow: () => undefined, measureRow: undefined };
  }
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    scrollToRow: (index) => virtualizer.scrollToIndex(index),
    measureRow: virtualizer.measureElement,
  };
}
