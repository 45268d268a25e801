import { clusterPage, expect, servicePage, test } from './test.ts';

test('tells a cluster without Services from one where the filter hides them', async ({ page }) => {
  await page.goto('/clusters/quiet');
  await expect(page.getByText('No Service of type LoadBalancer').last()).toBeVisible();
  await page.goto(`${clusterPage}?q=nothing-like-this`);
  await expect(page.getByRole('heading', { name: 'The filter hides every Service' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all 4' }).click();
  await expect(page.getByRole('table', { name: 'Services' }).getByRole('row')).toHaveCount(5);
});

test('says what may not be read, how to check it, how to grant it and what is missing without it', async ({ page }) => {
  await page.goto('/clusters/locked');
  await expect(page.getByRole('heading', { name: 'Services may not be read' })).toBeVisible();
  await expect(page.getByText('unknown', { exact: true }).first()).toBeVisible();
  const permissions = page.getByRole('region', { name: 'Missing permissions' });
  await expect(permissions.getByRole('listitem')).toHaveCount(2);
  await expect(permissions).toContainText('kubectl --context locked auth can-i list services --all-namespaces');
  await expect(permissions).toContainText('Probe states are computed, not measured.');
});

test('marks each source with its state and its age', async ({ page }) => {
  await page.goto('/clusters/locked');
  const sources = page.getByRole('list', { name: 'Sources' });
  await expect(sources.getByRole('button', { name: /Azure stale .* old/ })).toBeVisible();
  await sources.getByRole('button', { name: /Azure/ }).click();
  await expect(page.getByText('HTTP 429, retry 03:13:10Z')).toBeVisible();
});

test('says that a link is older than what is shown', async ({ page }) => {
  await page.goto(`${servicePage}?t=2026-11-05T20:00:00Z&v=1`);
  await expect(page.getByText('This link was made at 2026-11-05 20:00:00Z.')).toBeVisible();
  await page.getByRole('button', { name: 'Understood' }).click();
  await expect(page).toHaveURL(new RegExp(`${servicePage}$`));
});

test('explains the part of an address that it cannot use, and applies the rest', async ({ page }) => {
  await page.goto(`${servicePage}?policy=Global&tables=1&from=chat`);
  await expect(page.getByText('policy=Global')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Routing under Cluster' })).toBeVisible();
});

test('says that a selected node is not there any more', async ({ page }) => {
  await page.goto(`${servicePage}?sel=node:aks-gone-1`);
  await expect(page.getByText('is selected in this link and is not there any more')).toBeVisible();
});

test.describe('pages that do not exist', () => {
  test.use({ expectedErrors: [/404/] });

  test('names what is not there and where to go', async ({ page }) => {
    const service = await page.goto(`${clusterPage}/services/shop/gone`);
    expect(service?.status()).toBe(404);
    await expect(
      page.getByRole('heading', { name: 'No Service shop/gone of type LoadBalancer in prod-weu' }),
    ).toBeVisible();
    await page.getByRole('link', { name: 'prod-weu' }).click();
    await expect(page.getByRole('table', { name: 'Services' })).toBeVisible();

    expect((await page.goto('/clusters/elsewhere'))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'No cluster “elsewhere” is served here' })).toBeVisible();
    expect((await page.goto('/no/such/page'))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible();
  });
});
