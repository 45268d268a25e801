import { expect, lostMachine, servicePage, test } from './test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('finds the Service in trouble, reads why, tries the other policy and shares exactly that', async ({
  page,
  browser,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'prod-weu' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('shop/checkout');

  const firstRow = page.getByRole('table', { name: 'Services' }).getByRole('row').nth(1);
  await expect(firstRow).toContainText('degraded');
  await firstRow.getByRole('link', { name: 'checkout' }).click();

  await expect(page).toHaveURL(new RegExp(`${servicePage}$`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(lostMachine);
  await expect(page.getByRole('button', { name: /^endpoint ?: broken/ })).toContainText('first broken hop');
  await expect(page.getByRole('application', { name: 'Routing map under Cluster' })).toBeVisible();

  await page.locator('label', { hasText: 'Local what if' }).click();
  await expect(page.getByRole('application', { name: 'Routing map under Local' })).toBeVisible();
  await page
    .getByRole('table', { name: 'Nodes under both policies' })
    .getByRole('button', { name: lostMachine })
    .click();
  await expect(page.getByRole('region', { name: 'Selected node' })).toContainText('If it dies under Local');

  await page.getByRole('button', { name: 'Share this view' }).click();
  await expect(page.getByRole('button', { name: 'Share this view' })).toContainText('Link copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('t')).toBe('2026-11-06T03:12:07Z');

  const other = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const opened = await other.newPage();
  await opened.goto(link);
  await expect(opened.getByRole('radio', { name: /Local/ })).toBeChecked();
  await expect(opened.getByRole('application', { name: 'Routing map under Local' })).toBeVisible();
  await expect(opened.getByRole('region', { name: 'Selected node' })).toContainText(lostMachine);
  await expect(opened.getByText('This link was made at')).toHaveCount(0);
  await other.close();
});

test('keeps filter, order and "only faults" in the address', async ({ page }) => {
  await page.goto('/clusters/prod-weu');
  await page.getByLabel('Filter Services').fill('shop');
  await page.getByRole('button', { name: 'Only faults' }).click();
  await page.getByRole('button', { name: 'Lost', exact: true }).click();
  await expect(page).toHaveURL(/q=shop/);
  await expect(page).toHaveURL(/faults=1.*sort=lost/);
  const before = await page.getByRole('table', { name: 'Services' }).textContent();
  await page.reload();
  await expect(page.getByLabel('Filter Services')).toHaveValue('shop');
  expect(await page.getByRole('table', { name: 'Services' }).textContent()).toBe(before);
});

test('shows each graph as a table with the same facts', async ({ page }) => {
  await page.goto(servicePage);
  await page.getByRole('button', { name: 'As tables' }).click();
  const routing = page.getByRole('table', { name: 'Routing under Cluster' });
  await expect(routing.getByRole('row').filter({ hasText: lostMachine })).toContainText('11.1 %');
  await expect(page.getByRole('table', { name: 'Ending on pods' }).getByRole('row')).toHaveCount(8);
});

test('looks at each port by itself', async ({ page }) => {
  await page.goto(servicePage);
  await page.getByLabel('Port').selectOption('80-TCP-IPv4');
  await expect(page).toHaveURL(/port=80-TCP-IPv4/);
  await expect(page.getByRole('button', { name: /^rule/ })).toContainText('80 → 80');
});

test('explains a finding without the internet', async ({ page }) => {
  await page.goto(servicePage);
  await page.getByRole('link', { name: 'Read more: endpoints-on-lost-node' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('endpoints-on-lost-node');
});
