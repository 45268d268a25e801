import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readBars, readRows, type TableRow } from './read-graphs.ts';
import { type Served, serve } from './serve.ts';
import { test as base, expect, servicePage } from './test.ts';
import { type Told, walkMap } from './walk-map.ts';

let folder = '';
let served: Served | null = null;

const test = base.extend({ baseURL: async ({ locale: _locale }, use) => use(served?.url ?? '') });
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  const root = join(import.meta.dirname, '..');
  folder = mkdtempSync(join(tmpdir(), 'twins-'));
  const run = (...words: string[]) => execFileSync(process.execPath, [...words, folder], { cwd: root });
  run('e2e/stories/record.ts', 'e2e/stories/crowd.yaml', '30');
  run('e2e/stories/record.ts', 'node-dies-silently', '90');
  run('e2e/bundles/main.ts');
  const bundles = ['crowd', 'node-dies-silently', 'bad-night'].flatMap((name) => ['--bundle', join(folder, name)]);
  served = await serve(['--log-level', 'error', ...bundles]);
});

test.afterAll(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true });
});

const crowd = '/clusters/crowd/services/ingress/gateway';
const withLoss = '/clusters/node-dies-silently/services/ingress/gateway';

/** Rows of a table twin: name or place → the sum of what flows there. */
function sumBy(rows: readonly TableRow[], keyOf: (row: TableRow) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.share);
  return sums;
}

const gets = (told: readonly Told[]) => told.filter(({ share }) => share > 0);

async function twinRows(page: Page, path: string, policy: string) {
  await page.goto(`${path}?policy=${policy}&tables=1`);
  return readRows(page.getByRole('table', { name: `Routing under ${policy}` }));
}

for (const [path, policy, loses] of [
  [servicePage, 'Cluster', false],
  [servicePage, 'Local', false],
  [withLoss, 'Cluster', true],
] as const) {
  test(`every node, pod and loss on the map of ${path} under ${policy} is a row with the same share`, async ({
    page,
  }) => {
    await page.goto(`${path}?policy=${policy}`);
    const { nodes, pods, lost } = await walkMap(page, policy);
    const rows = await twinRows(page, path, policy);
    const flows = rows.filter(({ cells }) => !cells.includes('lost: reaches no pod'));
    const byTarget = sumBy(flows, ({ cells }) => cells[1] ?? '');
    const shown = gets([...nodes, ...pods]);
    expect(shown.map(({ title }) => title).sort()).toEqual([...byTarget.keys()].sort());
    for (const { title, share } of shown) expect(byTarget.get(title)).toBeCloseTo(share, 1);
    const losses = rows.filter((row) => !flows.includes(row));
    expect(losses.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(lost, 1);
    expect(lost > 0).toBe(loses);
  });
}

for (const policy of ['Cluster', 'Local'] as const) {
  test(`each mosaic of a crowd under ${policy} is the sum of its rows`, async ({ page }) => {
    await page.goto(`${crowd}?policy=${policy}`);
    const { nodes: crowds, pods } = await walkMap(page, policy);
    const nodes = crowds.map(({ title, share }) => ({ title: title.replace(/^\d+ in /, ''), share }));
    const rows = await twinRows(page, crowd, policy);
    const entering = rows.filter(({ cells }) => cells[0]?.endsWith(':80'));
    const byPlace = sumBy(entering, ({ cells }) => cells[2] ?? '');
    expect(nodes.length).toBeLessThan(10);
    expect(
      gets(nodes)
        .map(({ title }) => title)
        .sort(),
    ).toEqual([...byPlace.keys()].sort());
    // Each row is rounded to a tenth of a percent.
    for (const { title, share } of nodes) expect(Math.abs((byPlace.get(title) ?? 0) - share)).toBeLessThan(1.5);
    const byPod = sumBy(
      rows.filter((row) => !entering.includes(row)),
      ({ cells }) => cells[1] ?? '',
    );
    expect(byPod.size).toBe(12);
    for (const { title, share } of pods) expect(byPod.get(title)).toBeCloseTo(share, 1);
  });
}

for (const title of ['Entering through nodes', 'Ending on pods']) {
  test(`the bars of "${title}" are the rows of its table, as high as they say`, async ({ page }) => {
    await page.goto(servicePage);
    const bars = await readBars(page, title);
    await page.goto(`${servicePage}?tables=1`);
    const rows = await readRows(page.getByRole('table', { name: title }));
    expect(bars.map(({ told }) => told)).toEqual(rows.map(({ cells }) => cells));
    const tallest = bars.reduce((max, bar) => (bar.share > max.share ? bar : max));
    for (const { share, height } of bars) {
      expect(Math.abs(height - (share / tallest.share) * tallest.height)).toBeLessThan(1.5);
    }
  });
}
