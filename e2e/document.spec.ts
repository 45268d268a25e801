import { clusterPage, expect, servicePage, test } from './test.ts';

test('is rendered by the server with all its data, before any script runs', async ({ request }) => {
  const html = await (await request.get(clusterPage)).text();
  expect(html).toContain('checkout');
  const service = await (await request.get(servicePage)).text();
  expect(service).toContain('first broken hop');
});

test('has the icon that browsers ask for without being told', async ({ request }) => {
  const icon = await request.get('/favicon.ico');
  expect(icon.status()).toBe(200);
  expect(icon.headers()['content-type']).toContain('image');
});

test('runs only scripts with the nonce of the answer', async ({ request }) => {
  const answer = await request.get(clusterPage);
  const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1];
  expect(nonce).toBeDefined();
  const scripts = [...(await answer.text()).matchAll(/<script\b([^>]*)>/g)].map((match) => match[1] ?? '');
  expect(scripts.length).toBeGreaterThan(0);
  for (const attributes of scripts) expect(attributes).toContain(`nonce="${nonce}"`);
});

test('has its theme from the server, so that it never flashes', async ({ page, request }) => {
  const html = await (await request.get(clusterPage, { headers: { cookie: 'theme=dark' } })).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
  await page.goto(clusterPage);
  await page.getByRole('button', { name: 'Theme: as on this machine' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
});

test('does not move under the reader while it comes to life', async ({ page }) => {
  for (const path of [clusterPage, servicePage]) {
    await page.goto(path);
    await expect(page.getByText('recorded').first()).toBeAttached();
    if (path === servicePage) await expect(page.locator('.recharts-surface').first()).toBeVisible();
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const add = (entries: PerformanceEntryList) => {
            for (const entry of entries) sum += 'value' in entry ? Number(entry.value) : 0;
          };
          const observer = new PerformanceObserver((list) => add(list.getEntries()));
          observer.observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              add(observer.takeRecords());
              resolve(sum);
            }),
          );
        }),
    );
    expect(moved).toBeLessThan(0.01);
  }
});

test('prints every row of its tables on white', async ({ page }) => {
  await page.goto(servicePage);
  await page.getByRole('button', { name: 'Theme: as on this machine' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('button', { name: 'Share this view' })).toBeHidden();
  const heights = await page.getByRole('region', { name: 'Table of Nodes under both policies' }).evaluate((region) => {
    return { shown: region.clientHeight, all: region.scrollHeight };
  });
  expect(heights.shown).toBe(heights.all);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
});
