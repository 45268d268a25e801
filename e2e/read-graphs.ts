import { expect, type Locator, type Page } from '@playwright/test';

export interface TableRow {
  /** What each cell says, names whole. */
  readonly cells: readonly string[];
  /** The last cell, in percent. */
  readonly share: number;
}

/** The rows of a table, without its head. A name that is cut on the screen is read as a screen reader hears it. */
export async function readRows(table: Locator): Promise<TableRow[]> {
  await expect(table).toBeVisible();
  const rows = await table
    .locator('tbody tr[data-index]')
    .evaluateAll((elements) =>
      elements.map((row) =>
        [...row.children].map((cell) => (cell.querySelector('.sr-only') ?? cell).textContent ?? ''),
      ),
    );
  return rows.map((cells) => ({ cells, share: percent(cells.at(-1) ?? '') }));
}

export interface Bar {
  /** What its tooltip says: name, share under Cluster, share under Local. */
  readonly told: readonly string[];
  /** Under the policy looked at, in percent. */
  readonly share: number;
  /** In pixels. */
  readonly height: number;
}

/** The bars of a chart under policy Cluster, each with what is said of it under the pointer. */
export async function readBars(page: Page, title: string): Promise<Bar[]> {
  const panel = page.locator('#distribution div', { has: page.getByRole('heading', { name: title }) }).last();
  const chart = panel.locator('xpath=..').locator('.recharts-wrapper').first();
  await expect(chart.locator('.recharts-surface').first()).toBeVisible();
  await chart.scrollIntoViewIfNeeded();
  const places = await chart.locator('.recharts-xAxis-tick-labels text, .recharts-xAxis text').count();
  const drawn = await boxesOfBars(chart);
  expect(drawn.length, 'no more bars than places').toBeLessThanOrEqual(places);
  const grid = await chart.locator('.recharts-cartesian-grid').first().boundingBox();
  if (grid === null) throw new Error(`the chart "${title}" is not drawn`);
  const step = grid.width / places;
  const bars: Bar[] = [];
  for (let left = grid.x; left + step / 2 < grid.x + grid.width; left += step) {
    const bar = drawn.find(({ middle }) => middle >= left && middle < left + step);
    await page.mouse.move(left + step / 2, grid.y + grid.height / 2);
    const lines = await chart.locator('.recharts-tooltip-wrapper').locator('.font-mono, .flex span').allInnerTexts();
    const [name = '', , cluster = '', , local = ''] = lines;
    bars.push({ told: [name, cluster, local], share: percent(cluster), height: bar?.height ?? 0 });
  }
  return bars;
}

/** The bars of the first series; a share of nothing has none. */
function boxesOfBars(chart: Locator): Promise<{ middle: number; height: number }[]> {
  return chart
    .locator('.recharts-bar')
    .first()
    .locator('.recharts-bar-rectangle path')
    .evaluateAll((bars) =>
      bars.map((bar) => {
        const { left, width, height } = bar.getBoundingClientRect();
        return { middle: left + width / 2, height };
      }),
    );
}

function percent(text: string): number {
  return Number(/([\d.]+) %/.exec(text)?.[1] ?? 0);
}
