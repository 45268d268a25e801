import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('says which cluster needs somebody, worst first, as the API does', async ({ page, request }) => {
  const { clusters }: { clusters: { id: string; status: string; sentence: string }[] } = await (
    await request.get('/api/v1/clusters')
  ).json();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 3 clusters is degraded, 1 unknown.');
  const rows = page.getByRole('table', { name: 'Clusters' }).getByRole('row');
  await expect(rows).toHaveCount(clusters.length + 1);
  await expect(rows.getByRole('link')).toHaveText([/^prod-weu/, /^locked/, /^quiet/]);
  for (const { id, status, sentence } of clusters) {
    const row = rows.filter({ has: page.getByRole('link', { name: id }) });
    await expect(row).toContainText(status);
    await expect(row).toContainText(sentence);
  }
});

test('counts findings and Services of a cluster as its own pages do, and says what of it is stale or denied', async ({
  page,
  request,
}) => {
  const { services, findingCounts }: { services: { status: string }[]; findingCounts: Record<string, number> } = await (
    await request.get('/api/v1/clusters/prod-weu/summary')
  ).json();
  await page.goto('/');
  const table = page.getByRole('table', { name: 'Clusters' });
  const worst = table.getByRole('row').nth(1);
  for (const [severity, count] of Object.entries(findingCounts)) {
    if (count > 0) await expect(worst).toContainText(`${count} ${severity}`);
  }
  const degraded = services.filter(({ status }) => status === 'degraded').length;
  await expect(worst).toContainText(`${degraded} degraded`);
  await expect(worst).toContainText(`of ${services.length} Services`);
  const locked = table.getByRole('row').filter({ hasText: 'locked' });
  await expect(locked).toContainText('Kubernetes denied');
  await expect(locked).toContainText(/Azure stale.*\d+ (d|h|min).* old/);
  await expect(locked).toContainText('Probe status denied');
  await expect(page.getByText('The data of 1 cluster is old or incomplete.')).toBeVisible();
});

test('is walked through by keys alone', async ({ page }) => {
  await page.goto('/');
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(page.getByRole('link', { name: 'prod-weu' })).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'locked' })).toBeFocused();
  await page.keyboard.press('c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('locked');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/clusters\/prod-weu$/);
});

test('keeps filter, faults and order in the address, and shows a link as it was', async ({ page, browser }) => {
  await page.goto('/');
  const rows = page.getByRole('table', { name: 'Clusters' }).getByRole('row');
  await page.getByRole('button', { name: 'Only faults' }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Cluster', exact: true }).click();
  await page.getByLabel('Filter clusters').fill('denied');
  await expect(page).toHaveURL(/q=denied&faults=1&sort=name/);
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Share this view' }).click();
  await expect(page.getByRole('button', { name: 'Share this view' })).toContainText('Link copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('t')).toBe('2026-11-06T03:12:07Z');

  const other = await browser.newContext();
  const opened = await other.newPage();
  await opened.goto(link);
  await expect(opened.getByLabel('Filter clusters')).toHaveValue('denied');
  await expect(opened.getByRole('button', { name: 'Only faults' })).toHaveAttribute('aria-pressed', 'true');
  await expect(opened.getByRole('columnheader', { name: 'Cluster' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(opened.getByRole('table', { name: 'Clusters' }).getByRole('row')).toHaveCount(2);
  await other.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    test('says when the filter hides every cluster, and axe finds nothing wrong with that', async ({ page }) => {
      await page.goto('/?q=nothing-like-this');
      await expect(page.getByRole('heading', { name: 'The filter hides every cluster' })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.getByRole('button', { name: 'Show all 3' }).click();
      await expect(page.getByRole('table', { name: 'Clusters' }).getByRole('row')).toHaveCount(4);
      await expect(page).toHaveURL(/\/$/);
    });
  });
}

test('has one address, however it is asked for', async ({ page }) => {
  await page.goto('/clusters');
  await expect(page).toHaveURL(/:\d+\/$/);
  await expect(page.getByRole('table', { name: 'Clusters' })).toBeVisible();
});
