import { clusterPage, expect, lostMachine, servicePage, test } from './test.ts';

const tabs = { Nodes: 'nodes', 'Load balancers': 'load-balancers', Findings: 'findings' } as const;

test('leads from the cluster to each of its pages and back', async ({ page }) => {
  await page.goto(clusterPage);
  const nav = page.getByRole('navigation', { name: 'Pages of the cluster' });
  for (const [label, path] of Object.entries(tabs)) {
    await nav.getByRole('link', { name: label }).click();
    await expect(page).toHaveURL(new RegExp(`${clusterPage}/${path}$`));
    await expect(nav.getByRole('link', { name: label })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await nav.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('table', { name: 'Services' })).toBeVisible();
});

test('finds the lost node, and says who loses what with it', async ({ page }) => {
  await page.goto(`${clusterPage}/nodes`);
  const table = page.getByRole('table', { name: 'Nodes' });
  await page.getByLabel('Filter nodes').fill(lostMachine);
  await expect(page).toHaveURL(new RegExp(`q=${lostMachine}`));
  await expect(table.getByRole('row')).toHaveCount(2);
  await table.getByRole('link', { name: lostMachine }).click();
  await expect(page).toHaveURL(new RegExp(`/nodes/${lostMachine}$`));
  const losses = page.getByRole('table', { name: 'Services and what they lose with this node' });
  await expect(losses.getByRole('row').nth(1)).toContainText(/\d+\.\d %/);
  await losses.getByRole('link', { name: /checkout/ }).click();
  await expect(page).toHaveURL(new RegExp(`${servicePage}$`));
});

test('holds what the API says of nodes', async ({ page, request }) => {
  const answer: { nodes: { name: string; inRotationOf: number }[] } = await (
    await request.get(`/api/v1${clusterPage}/nodes`)
  ).json();
  await page.goto(`${clusterPage}/nodes`);
  const table = page.getByRole('table', { name: 'Nodes' });
  await expect(table.getByRole('row')).toHaveCount(answer.nodes.length + 1);
  for (const { name, inRotationOf } of answer.nodes) {
    const row = table.getByRole('row').filter({ hasText: name });
    await expect(row.getByRole('cell').nth(2)).toHaveText(String(inRotationOf));
  }
});

test('keeps order, filter and "only faults" of nodes in the address', async ({ page }) => {
  await page.goto(`${clusterPage}/nodes`);
  await page.getByRole('button', { name: 'If it dies', exact: true }).click();
  await page.getByRole('button', { name: 'Only faults' }).click();
  await expect(page).toHaveURL(/faults=1/);
  await expect(page).toHaveURL(/sort=risk/);
  const rows = page.getByRole('table', { name: 'Nodes' }).getByRole('row');
  const shown = await rows.allInnerTexts();
  await page.reload();
  expect(await rows.allInnerTexts()).toEqual(shown);
});

test('shows what Azure has, and of which Service it is', async ({ page }) => {
  await page.goto(`${clusterPage}/load-balancers`);
  const rules = page.getByRole('table', { name: /^Rules of kubernetes$/ });
  await expect(rules.getByRole('link', { name: 'shop/checkout' }).first()).toBeVisible();
  await page.getByLabel('Filter Azure objects').fill('checkout');
  await expect(rules.getByRole('row')).toHaveCount(3);
  await expect(rules.getByRole('link', { name: 'shop/checkout' })).toHaveCount(2);
  await rules.getByRole('link', { name: 'shop/checkout' }).first().click();
  await expect(page).toHaveURL(new RegExp(`${servicePage}$`));
});

test('filters findings by severity and words, and keeps both in the address', async ({ page, request }) => {
  const answer: { findings: { severity: string; title: string }[] } = await (
    await request.get(`/api/v1${clusterPage}/findings`)
  ).json();
  await page.goto(`${clusterPage}/findings`);
  const cards = page.locator('main details');
  await expect(cards).toHaveCount(answer.findings.length);
  const high = answer.findings.filter((finding) => finding.severity === 'high');
  await page.getByRole('button', { name: `${high.length} high` }).click();
  await expect(page).toHaveURL(/sev=high/);
  await expect(cards).toHaveCount(high.length);
  await page.reload();
  await expect(cards).toHaveCount(high.length);
  await page.getByLabel('Filter findings').fill('no such words');
  await expect(page.getByRole('heading', { name: 'The filter hides every finding' })).toBeVisible();
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect(cards).toHaveCount(answer.findings.length);
});

test.describe('of a node that does not exist', () => {
  test.use({ expectedErrors: [/404/] });

  test('says so, and where to go', async ({ page }) => {
    await page.goto(`${clusterPage}/nodes/aks-gone-1-vmss000000`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('No node aks-gone-1-vmss000000');
    await page.getByRole('link', { name: 'All nodes' }).click();
    await expect(page.getByRole('table', { name: 'Nodes' })).toBeVisible();
  });
});
