import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Served, serve } from './serve.ts';
import { test as base, expect } from './test.ts';

let served: Served | null = null;

const test = base.extend({ baseURL: async ({ locale: _locale }, use) => use(served?.url ?? '') });

/** A server of its own: its cluster has hosts. */
test.beforeAll(async () => {
  served = await serve(['--scenario', 'healthy']);
});

test.afterAll(async () => {
  await served?.stop();
});

const cluster = '/clusters/demo-aks';
const gateway = `${cluster}/services/ingress/gateway`;

/** Keys are answered once the page has come alive. */
async function openByKeys(page: Page) {
  const palette = page.getByRole('dialog', { name: 'Find' });
  await expect(async () => {
    if (!(await palette.isVisible())) await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(palette.getByRole('combobox')).toBeFocused();
  return palette;
}

test('leads from a pasted URL to the Service by keyboard alone', async ({ page }) => {
  await page.goto(cluster);
  const palette = await openByKeys(page);
  await expect(palette.getByRole('status')).toContainText('Paste what failed');
  await page.keyboard.type('https://shop.example.com/cart');
  const first = palette.getByRole('option').first();
  await expect(first).toContainText('shop.example.com');
  await expect(first).toContainText('enters through ingress/gateway');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(palette.getByRole('status')).toHaveText('1 found.');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${gateway}$`));
  await expect(palette).toBeHidden();
  const hosts = page.getByRole('table', { name: 'hostnames' });
  await expect(hosts.getByRole('row').filter({ hasText: 'shop.example.com' })).toContainText('Ingress shop/shop');
  await expect(hosts.getByRole('row').filter({ hasText: 'pay.example.com' })).toContainText('443');
});

test('walks through groups with arrow keys, and opens what is chosen', async ({ page }) => {
  await page.goto(cluster);
  const palette = await openByKeys(page);
  await page.keyboard.type('gateway');
  await expect(palette.getByRole('group', { name: 'Services' }).getByRole('option')).toHaveCount(2);
  await expect(palette.getByRole('group', { name: 'Pods' }).getByRole('option')).toHaveCount(3);
  await expect(palette.getByRole('status')).toHaveText('5 found.');
  await page.keyboard.press('ArrowDown');
  await expect(palette.getByRole('option', { selected: true })).toContainText('ingress/gateway-internal');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${gateway}-internal$`));
});

test('finds by the beginning of an address, opened with the button, and closes without a trace', async ({ page }) => {
  await page.goto(gateway);
  const button = page.getByRole('button', { name: /^Find\b/ });
  const palette = page.getByRole('dialog', { name: 'Find' });
  await expect(async () => {
    if (!(await palette.isVisible())) await button.click({ timeout: 500 });
    await expect(palette).toBeVisible({ timeout: 500 });
  }).toPass();
  await palette.getByRole('combobox').fill('10.224.0.');
  await expect(palette.getByRole('group', { name: 'Nodes' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${gateway}$`));
});

test('says that there is nothing of that name', async ({ page }) => {
  await page.goto(cluster);
  const palette = await openByKeys(page);
  await page.keyboard.type('nowhere.example.net');
  await expect(palette.getByRole('status')).toContainText('Nothing here is called “nowhere.example.net”');
  await expect(palette.getByRole('option')).toHaveCount(0);
});

test.describe('without an answer', () => {
  test.use({ expectedErrors: [/search|Failed to load resource/] });

  test('says so, and tries again when asked to', async ({ page }) => {
    await page.goto(cluster);
    const palette = await openByKeys(page);
    await page.route('**/search?*', (route) => route.abort());
    await page.keyboard.type('gateway');
    await expect(palette.getByRole('status')).toContainText('The server did not answer');
    await page.unroute('**/search?*');
    await palette.getByRole('button', { name: 'Try again' }).click();
    await expect(palette.getByRole('option').first()).toContainText('ingress/gateway');
  });
});

test('searches every cluster from a page that is about none', async ({ page }) => {
  await page.goto('/docs/model');
  const palette = await openByKeys(page);
  await page.keyboard.type('orders.internal');
  await expect(palette.getByRole('option').first()).toContainText('demo-aks · enters through ingress/gateway-internal');
});

test('the table of Services is filtered by a host', async ({ page }) => {
  await page.goto(`${cluster}?q=pay.example`);
  const found = page.getByRole('table', { name: 'Services' }).getByRole('link');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText('gateway');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing wrong with the open palette, full and empty', async ({ page }) => {
      await page.goto(cluster);
      const palette = await openByKeys(page);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.keyboard.type('gateway');
      await expect(palette.getByRole('option').first()).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });

    test('the palette fits a telephone', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(cluster);
      const palette = await openByKeys(page);
      await page.keyboard.type('gateway');
      await expect(palette.getByRole('option').first()).toBeVisible();
      const overflow = await palette.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  });
}
