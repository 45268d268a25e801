// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeyboardProvider } from '../keyboard/keyboard-provider.tsx';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';

interface Row {
  readonly name: string;
}

const columns: readonly Column<Row, 'name'>[] = [
  {
    key: 'name',
    head: 'Name',
    sortBy: 'name',
    cell: (row) => (
      <a href={`#${row.name}`} data-row-focus>
        {row.name}
      </a>
    ),
  },
];
const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ name: `row-${index}` }));

function show(count: number, onSort: (by: 'name') => void = () => undefined) {
  return render(
    <KeyboardProvider>
      <DataTable
        label="Things"
        columns={columns}
        rows={rowsOf(count)}
        rowKey={(row) => row.name}
        nameOfRow={(row) => row.name}
        sort={{ by: 'name', reversed: true }}
        onSort={onSort}
        changeMarkOf={(key) => (key === 'row-1' ? 'odd' : undefined)}
        keys
      />
    </KeyboardProvider>,
  );
}

const drawnRows = () => screen.getAllByRole('row').filter((row) => row.dataset.index !== undefined);

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => call());
  // jsdom lays nothing out: every element is as high as the view, whatever it is asked with.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(640);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(640);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});

afterEach(cleanup);

describe('table', () => {
  it('draws all rows while they are few', () => {
    show(100);
    expect(drawnRows()).toHaveLength(100);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBeNull();
  });

  it('draws only what is in view once they are many, and says how many there are', () => {
    show(5000);
    expect(drawnRows().length).toBeLessThan(60);
    expect(drawnRows().length).toBeGreaterThan(0);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('5001');
  });

  it('says by which column it is sorted, and asks for another order', () => {
    const onSort = vi.fn();
    show(3, onSort);
    expect(screen.getByRole('columnheader').getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(onSort).toHaveBeenCalledExactlyOnceWith('name');
  });

  it('marks the rows that changed', () => {
    show(3);
    expect(drawnRows().map((row) => row.dataset.changed)).toEqual([undefined, 'odd', undefined]);
  });

  it('moves the focus with j and k and stops at both ends', () => {
    show(3);
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    const focused = () => document.activeElement?.textContent;
    press('j');
    expect(focused()).toBe('row-0');
    press('k');
    expect(focused()).toBe('row-0');
    for (let step = 0; step < 5; step++) press('j');
    expect(focused()).toBe('row-2');
  });
});
