import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect } from './test.ts';

let server: ChildProcess;
let address = '';

const test = base.extend({ baseURL: async ({ locale: _locale }, use) => use(address) });

/** A server of its own: the others must not see an embedded cluster in their fleet. */
test.beforeAll(async () => {
  const root = join(import.meta.dirname, '..');
  const args = ['cli/main.ts', 'serve', '--scenario', 'healthy', '--port', '0'];
  const started = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  server = started;
  for await (const line of createInterface({ input: started.stdout })) {
    address = /^AKS Ingress Health is at (http:\S+)/.exec(line)?.[1] ?? '';
    if (address !== '') break;
  }
  expect(address, 'what serve printed').not.toBe('');
});

test.afterAll(async () => {
  if (server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
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
