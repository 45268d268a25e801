import { clusterPage, expect, test } from './test.ts';

test.use({ expectedErrors: [/ERR_|EventSource|Failed to load resource/] });

/** The stream of a cluster whose failing Service has recovered. */
function recovered(summary: { services: { name: string }[] }): string {
  const services = summary.services
    .filter((service) => service.name === 'checkout')
    .map((service) => ({ ...service, status: 'healthy', sentence: 'All is well again.', findings: [] }));
  const delta = { ...summary, version: 2, services, removed: ['dns/resolver'], sentence: 'All is well again.' };
  return `event: summary\ndata: ${JSON.stringify({ ...delta, status: 'healthy', takenAt: '2026-11-06T03:14:00Z' })}\n\n`;
}

test('applies what the stream says, marks it, and keeps it when the stream is lost', async ({ page, request }) => {
  const summary = await (await request.get('/api/v1/clusters/prod-weu/summary')).json();
  let streams = 0;
  await page.route('**/api/v1/clusters/prod-weu/events', async (route) => {
    streams++;
    if (streams > 1) return route.abort();
    await route.fulfill({ contentType: 'text/event-stream', body: recovered(summary) });
  });
  await page.goto(clusterPage);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well again.');
  const table = page.getByRole('table', { name: 'Services' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.locator('tr', { hasText: 'checkout' })).toHaveAttribute('data-changed', 'odd');
  await expect(page.getByText('reconnecting').first()).toBeAttached();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All is well again.');
});
