import { AxeBuilder } from '@axe-core/playwright';
import { clusterPage, expect, servicePage, test } from './test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('the mark beside a head tells what it means, and neither sorts nor moves anything', async ({ page }) => {
      await page.goto(clusterPage);
      const head = page.getByRole('columnheader', { name: 'Lost' });
      const before = await head.boundingBox();
      const meaning = page.getByRole('dialog', { name: 'What Lost means' });
      await expect(async () => {
        await page.getByRole('button', { name: 'About Lost' }).click();
        await expect(meaning).toBeVisible({ timeout: 1000 });
      }).toPass();
      await expect(meaning).toContainText('reaches no pod');
      await expect(meaning.getByRole('link', { name: 'The model: Traffic shares' })).toHaveAttribute(
        'href',
        '/docs/model#traffic-shares',
      );
      expect(await head.boundingBox()).toEqual(before);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await expect(head).not.toHaveAttribute('aria-sort');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Lost', exact: true }).click();
      await expect(head).toHaveAttribute('aria-sort', 'ascending');
    });
  });
}

test('keys reach the meaning of a head behind its order, and get the focus back', async ({ page }) => {
  await page.goto(clusterPage);
  const mark = page.getByRole('button', { name: 'About Status' });
  const meaning = page.getByRole('dialog', { name: 'What Status means' });
  await expect(async () => {
    await page.getByRole('button', { name: 'Status', exact: true }).focus();
    await page.keyboard.press('Tab');
    await expect(mark).toBeFocused({ timeout: 500 });
    await page.keyboard.press('Enter');
    await expect(meaning).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press('Tab');
  await expect(meaning.getByRole('link', { name: /^The model: / })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(mark).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  for (const words of ['About Path of a connection', 'About Lost']) {
    test(`a tap on "${words}" opens the meaning inside the screen`, async ({ page }) => {
      await page.goto(words === 'About Lost' ? clusterPage : servicePage);
      const meaning = page.getByRole('dialog', { name: /^What .* means$/ });
      await expect(async () => {
        await page.getByRole('button', { name: words }).tap();
        await expect(meaning).toBeVisible({ timeout: 1000 });
      }).toPass();
      const box = await meaning.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 391)).toBeLessThanOrEqual(390);
    });
  }
});
