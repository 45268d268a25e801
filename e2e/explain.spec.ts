import { AxeBuilder } from '@axe-core/playwright';
import { clusterPage, expect, servicePage, test } from './test.ts';

const nodes = 'Nodes under both policies';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('a number of a table tells how it is computed, by mouse, and moves nothing', async ({ page }) => {
      await page.goto(servicePage);
      const figure = page
        .getByRole('table', { name: nodes })
        .getByRole('button', { name: /^\d+\.\d %$/ })
        .first();
      await expect(figure).toHaveAttribute('aria-expanded', 'false');
      await figure.scrollIntoViewIfNeeded();
      const before = await figure.boundingBox();
      const popover = page.getByRole('dialog', { name: /^How the share of aks-/ });
      await expect(async () => {
        await figure.click();
        await expect(popover).toBeVisible({ timeout: 1000 });
      }).toPass();
      await expect(popover).toContainText(`= ${await figure.textContent()}`);
      await expect(popover.getByRole('link', { name: 'The model: Traffic shares' })).toHaveAttribute(
        'href',
        '/docs/model#traffic-shares',
      );
      expect(await figure.boundingBox()).toEqual(before);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await figure.click();
      await expect(popover).toHaveCount(0);
    });
  });
}

test('arrows lead to the numbers of a row, Escape gives the focus back', async ({ page }) => {
  await page.goto(clusterPage);
  const service = page.getByRole('link', { name: 'checkout shop' });
  const row = page.getByRole('row').filter({ has: service });
  const figures = row.locator('[data-figure]');
  await expect(async () => {
    await service.focus();
    await page.keyboard.press('ArrowRight');
    await expect(figures.first()).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(figures.first()).toBeFocused();
  await page.keyboard.press('Enter');
  const popover = page.getByRole('dialog', { name: 'How the lost share of shop/checkout is computed' });
  await expect(popover).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(popover).toHaveCount(0);
  await expect(figures.first()).toBeFocused();
});

test('Enter on a table goes to its first number, and Tab passes them by', async ({ page }) => {
  await page.goto(servicePage);
  const table = page.getByRole('region', { name: `Table of ${nodes}` });
  await expect(async () => {
    await table.focus();
    await page.keyboard.press('Enter');
    await expect(table.locator('[data-figure]:focus')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  expect(await table.locator('[data-figure]:not([tabindex="-1"])').count()).toBe(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a tap opens it inside the screen', async ({ page }) => {
    await page.goto(servicePage);
    const figure = page.getByRole('table', { name: 'Both policies in numbers' }).locator('[data-figure]').first();
    const popover = page.getByRole('dialog', { name: /^How / });
    await expect(async () => {
      await figure.tap();
      await expect(popover).toBeVisible({ timeout: 1000 });
    }).toPass();
    const box = await popover.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 391)).toBeLessThanOrEqual(390);
  });
});
