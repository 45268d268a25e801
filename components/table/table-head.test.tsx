// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { glossary } from '../glossary.ts';
import type { Column } from './column.ts';
import { TableHead } from './table-head.tsx';

type Sorts = 'lost';

const columns: readonly Column<string, Sorts>[] = [
  { key: 'name', head: 'Name', cell: (row) => row },
  { key: 'lost', head: 'Lost', term: 'lost share', meaning: 'Now.', sortBy: 'lost', numeric: true, cell: () => 0 },
  { key: 'probe', head: 'Expected', term: 'expected probe', group: 'Local', cell: () => 'up' },
];

function show(onSort: (by: Sorts) => void = () => undefined) {
  render(
    <table>
      <TableHead columns={columns} sort={{ by: 'lost', reversed: false }} onSort={onSort} />
    </table>,
  );
}

afterEach(cleanup);

it('is named by its words alone, so that no cell is announced with the mark', () => {
  show();
  const names = screen.getAllByRole('columnheader').map((head) => head.getAttribute('aria-label'));
  expect(names).toEqual(expect.arrayContaining(['Name', 'Lost', 'Local Expected']));
  expect(screen.getByRole('columnheader', { name: 'Lost' }).title).toBe(`${glossary['lost share']} Now.`);
  expect(screen.getByRole('columnheader', { name: 'Name' }).hasAttribute('title')).toBe(false);
});

it('sorts by its words and not by the mark beside them', () => {
  const onSort = vi.fn();
  show(onSort);
  fireEvent.click(screen.getByRole('button', { name: 'About Lost' }));
  expect(onSort).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Lost' }));
  expect(onSort).toHaveBeenCalledExactlyOnceWith('lost');
});

it('opens the meaning of a term, by its words where they do not sort', async () => {
  show();
  const words = screen.getByRole('button', { name: 'Expected' });
  fireEvent.click(words);
  const meaning = await screen.findByRole('dialog', { name: 'What Expected means' });
  expect(meaning.textContent).toContain(glossary['expected probe']);
  expect(meaning.querySelector('a')?.getAttribute('href')).toBe('/docs/model#probes');
  expect(words.getAttribute('aria-expanded')).toBe('true');
});
