import { clusterPage, expect, lostMachine, servicePage, test } from './test.ts';

const pages = [
  '/',
  clusterPage,
  servicePage,
  `${servicePage}?tables=1&sel=node:aks-web-18304512-vmss000002`,
  `${clusterPage}/nodes`,
  `${clusterPage}/nodes/${lostMachine}`,
  `${clusterPage}/load-balancers`,
  `${clusterPage}/findings`,
  '/clusters/locked',
];

for (const width of [390, 1024]) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 844 } });
    for (const path of pages) {
      test(`${path} never scrolls sideways`, async ({ page }) => {
        await page.goto(path);
        await page.waitForLoadState('load');
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);
      });
    }
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('still says what is wrong, where and what to do, first thing', async ({ page }) => {
    await page.goto(servicePage);
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    await expect(page.getByRole('button', { name: /^endpoint ?: broken/ })).toBeVisible();
    await expect(page.getByText('What to do').first()).toBeVisible();
  });
});
