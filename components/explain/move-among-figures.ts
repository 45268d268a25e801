import type { KeyboardEvent } from 'react';

/** How far each arrow goes: [rows, figures]. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * Leads through the figures of a table: Enter on the table itself goes to the first one in view, the arrows from what
 * has the focus in a row to the figure beside, above or below. Tab passes them by, thousands as they can be.
 */
export function moveAmongFigures(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return;
  const next =
    target === currentTarget
      ? key === 'Enter'
        ? firstInView(currentTarget)
        : undefined
      : neighbour(target, steps[key] ?? null);
  if (next === undefined) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function neighbour(from: HTMLElement, step: readonly [number, number] | null): HTMLElement | undefined {
  const row = from.closest('tr');
  if (step === null || row === null || from.closest('thead') !== null) return undefined;
  const own = stopsOf(row);
  const place = own.indexOf(from);
  const [rows, across] = step;
  if (place < 0) return undefined;
  if (rows === 0) return own[place + across];
  if (from.dataset.figure === undefined) return undefined;
  const cell = from.closest('td, th');
  const beside = rows < 0 ? row.previousElementSibling : row.nextElementSibling;
  const column = cell === null ? -1 : [...row.children].indexOf(cell);
  return beside?.children[column]?.querySelector<HTMLElement>('[data-figure]') ?? undefined;
}

/** What the focus can be on in a row: its name, then its figures, left to right. */
function stopsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[data-row-focus], [data-figure]')].filter((each) =>
    each.checkVisibility(),
  );
}

function firstInView(table: HTMLElement): HTMLElement | undefined {
  const { top, bottom } = table.getBoundingClientRect();
  const figures = [...table.querySelectorAll<HTMLElement>('[data-figure]')].filter((each) => each.checkVisibility());
  return figures.find((each) => {
    const rect = each.getBoundingClientRect();
    return rect.top >= top && rect.bottom <= bottom;
  });
}
