import { AxeBuilder } from '@axe-core/playwright';
import { type Served, serve } from './serve.ts';
import { test as base, expect } from './test.ts';

let served: Served | null = null;

const test = base.extend({ baseURL: async ({ locale: _locale }, use) => use(served?.url ?? '') });

/** A server of its own: the others must not see an embedded cluster in their fleet. */
test.beforeAll(async () => {
  served = await serve(['--scenario', 'healthy']);
});

test.afterAll(async () => {
  await served?.stop();
});

test('evicts a spot node from the page of its cluster, which then tells that it is gone', async ({ page }) => {
  await page.goto('/clusters/demo-aks');
  const panel = page.getByRole('region', { name: 'Embedded AKS' });
  await expect(panel).toContainText('Embedded AKS: scenario healthy, not a real cluster.');
  await panel.getByRole('button', { name: 'Make something happen' }).click();
  await panel.getByLabel(/^Time/).selectOption('60');
  const nodes = panel.getByLabel(/^Node/);
  const spot = await nodes.locator('option', { hasText: '· spot' }).first().getAttribute('value');
  await nodes.selectOption(spot ?? '');
  const pool = page.getByRole('row', { name: /^spot/ });
  await expect(pool).toBeVisible();
  const before = await pool.textContent();
  await panel.getByRole('button', { name: 'Evict' }).click();
  await expect(panel.getByRole('region', { name: 'What happened last' })).toContainText(spot ?? '');
  await expect.poll(() => pool.textContent(), { timeout: 20_000 }).not.toBe(before);
  const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Embedded AKS"]').analyze();
  expect(violations).toEqual([]);
});

test('breaks and mends whatever can be, and says which scenario runs', async ({ page }) => {
  await page.goto('/clusters/demo-aks');
  const panel = page.getByRole('region', { name: 'Embedded AKS' });
  await panel.getByRole('button', { name: 'Make something happen' }).click();
  for (const label of ['Around', 'Its part', 'Its pods']) {
    const select = panel.getByLabel(new RegExp(`^${label}`));
    const options = await select.locator('option').all();
    expect(options.length).toBeGreaterThan(1);
    for (const option of options) {
      await select.selectOption(await option.getAttribute('value'));
      const line = select.locator('xpath=ancestor::div[1]');
      for (const name of ['Break', 'Mend']) {
        const answered = page.waitForResponse((response) => response.request().method() === 'POST');
        await line.getByRole('button', { name }).click();
        expect((await answered).status(), `${name} ${await option.textContent()}`).toBe(200);
        await expect(line.getByRole('button', { name })).toBeEnabled();
      }
    }
  }
  await panel.getByLabel(/^Scenario/).selectOption('zone-loss');
  await panel.getByRole('button', { name: 'Run its events' }).click();
  await expect(panel).toContainText('scenario zone-loss in the cluster of healthy');
  await panel.getByRole('button', { name: 'Pause' }).click();
  await expect(panel).toContainText('paused, not a real cluster.');
});

test.describe('a refusal', () => {
  test.use({ expectedErrors: [/400/] });

  test('says why something cannot be done', async ({ page }) => {
    await page.goto('/clusters/demo-aks');
    const panel = page.getByRole('region', { name: 'Embedded AKS' });
    await panel.getByRole('button', { name: 'Make something happen' }).click();
    const refused = { status: 400, contentType: 'application/problem+json', body: '{"detail":"no node fits \\"x\\""}' };
    await page.route('**/api/v1/embedded', (route, request) =>
      request.method() === 'POST' ? route.fulfill(refused) : route.continue(),
    );
    await panel.getByRole('button', { name: 'Drain' }).click();
    await expect(panel.getByRole('alert')).toHaveText('That could not be done: no node fits "x"');
  });
});
