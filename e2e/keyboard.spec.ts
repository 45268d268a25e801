import { expectVisibleFocus, tabStops, tabTo } from './focus.ts';
import { clusterPage, expect, lostMachine, servicePage, test } from './test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('walks from the cluster to the cause without a pointer', async ({ page }) => {
  await page.goto(clusterPage);
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter Services')).toBeFocused();
  await page.keyboard.type('checkout');
  await expect(page).toHaveURL(/q=checkout/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`${clusterPage}$`));
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'checkout' })).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(page.getByRole('link', { name: 'checkout' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${servicePage}$`));

  await page.keyboard.press('p');
  await expect(page.getByRole('application', { name: 'Routing map under Local' })).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByRole('table', { name: 'Nodes under both policies' }).getByRole('row')).toHaveCount(4);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(lostMachine);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Selected node' })).toContainText(lostMachine);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Selected node' })).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(page.getByRole('button', { name: 'Share this view' })).toContainText('Link copied');
});

test('walks through the routing map with arrow keys and says what is there', async ({ page }) => {
  await page.goto(servicePage);
  const map = page.getByRole('application', { name: 'Routing map under Cluster' });
  // The map answers keys once the page has come alive.
  await expect(async () => {
    await map.focus();
    await page.keyboard.press('Home');
    await expect(page.getByText('20.103.44.17:443: All new connections')).toBeAttached({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText(/aks-.*: .*of new connections/).first()).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sel=node%3Aaks-/);
});

test('lists the keys, and lets them be switched off', async ({ page }) => {
  await page.goto(clusterPage);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys and words' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('z');
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: 'Only faults' })).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('link', { name: 'checkout' })).not.toBeFocused();
});

test('leaves the keys of the browser alone', async ({ page }) => {
  await page.goto(clusterPage);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Alt+s');
  await expect(page.getByRole('button', { name: 'Only faults' })).toHaveAttribute('aria-pressed', 'false');
});

test('gets from the cluster to a copied fix and a copied link by keys alone, seeing each time where it is', async ({
  page,
}) => {
  test.slow();
  await page.goto(clusterPage);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await expectVisibleFocus(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  const service = page.getByRole('link', { name: 'checkout shop' });
  await tabTo(page, service);
  await expectVisibleFocus(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${servicePage}$`));
  await expect(page.getByRole('application', { name: 'Routing map under Cluster' })).toBeVisible();

  await tabTo(page, page.getByRole('radio', { name: /^Cluster/ }));
  await expectVisibleFocus(page);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: /^Local/ })).toBeFocused();
  const map = page.getByRole('application', { name: 'Routing map under Local' });
  await tabTo(page, map);
  await expectVisibleFocus(page);
  for (const key of ['Home', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('region', { name: 'Selected node' })).toBeVisible();
  await expect(map).toBeFocused();

  const finding = page.locator('#findings summary').nth(1);
  await tabTo(page, finding);
  await expectVisibleFocus(page);
  await page.keyboard.press('Enter');
  const copy = page
    .locator('#findings details')
    .nth(1)
    .getByRole('button', { name: /^Copy the (command|patch)/ });
  await tabTo(page, copy.first());
  await expectVisibleFocus(page);
  await page.keyboard.press('Enter');
  await expect(copy.first()).toContainText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\S/);

  await page.keyboard.press('s');
  await expect(page.getByRole('button', { name: 'Share this view' })).toContainText('Link copied');
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.searchParams.get('policy')).toBe('Local');
  expect(link.searchParams.get('sel')).toMatch(/^node:/);
});

for (const path of ['/', clusterPage, servicePage, `${clusterPage}/findings`]) {
  test(`Tab goes once round ${path} and is held nowhere`, async ({ page }) => {
    test.slow();
    await page.goto(path);
    await page.waitForLoadState('load');
    const stops = await tabStops(page);
    expect(new Set(stops).size).toBe(stops.length);
    expect(stops[0]).toContain('Skip to the content');
    const last = await page.evaluate(() => {
      const focusable = 'a[href], button:not(:disabled):not([tabindex="-1"]), input, select, summary, [tabindex="0"]';
      const seen = [...document.querySelectorAll<HTMLElement>(focusable)].filter((item) => item.checkVisibility());
      const end = seen.at(-1);
      return end?.getAttribute('aria-label') ?? end?.textContent ?? '';
    });
    expect(stops.at(-1)).toContain(last);
  });
}
