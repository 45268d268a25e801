import { readFile } from 'node:fs/promises';
import { expect, test } from './test.ts';

const page = '/clusters/prod-weu/services/shop/checkout';

test('the map is saved as SVG and as PNG, with what it is of and when', async ({ page: tab }) => {
  await tab.goto(page);
  const save = async (format: string) => {
    const waiting = tab.waitForEvent('download');
    await tab.getByRole('button', { name: format, exact: true }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^prod-weu-shop-checkout-.+Z\\.${format.toLowerCase()}$`));
    return readFile(await download.path());
  };
  const svg = (await save('SVG')).toString('utf8');
  expect(svg).toContain('<title>prod-weu shop/checkout</title>');
  expect(svg).toContain('2026-11-06 03:12:07Z');
  expect((await save('PNG')).subarray(1, 4).toString('latin1')).toBe('PNG');
});

test('the map is zoomed and shown whole again by keys alone, and walking says shares', async ({ page: tab }) => {
  await tab.goto(page);
  const map = tab.getByRole('application', { name: /^Routing map under/ });
  const out = tab.getByRole('button', { name: 'Zoom out' });
  await expect(out).toBeDisabled();
  await map.focus();
  await tab.keyboard.press('+');
  await expect(out).toBeEnabled();
  await tab.keyboard.press('ArrowRight');
  await tab.keyboard.press('ArrowRight');
  await expect(tab.locator('#map').getByRole('status').filter({ hasText: 'new connections' })).toHaveCount(1);
  await tab.keyboard.press('0');
  await expect(out).toBeDisabled();
});

test('a number tells how it is computed and leads to the section of the model', async ({ page: tab }) => {
  await tab.goto(page);
  const figure = tab.getByRole('row', { name: /^Hottest pod/ }).locator('[data-figure]');
  const link = tab
    .getByRole('dialog', { name: 'How Hottest pod under Local is computed' })
    .getByRole('link', { name: 'The model: Imbalance' });
  await expect(async () => {
    await figure.nth(1).click();
    await expect(link).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(link).toHaveAttribute('href', '/docs/model#imbalance');
  await link.click();
  await expect(tab.getByRole('heading', { name: 'Imbalance', exact: true })).toBeInViewport();
});
