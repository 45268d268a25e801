import { AxeBuilder } from '@axe-core/playwright';
import { clusterPage, expect, lostMachine, servicePage, test } from './test.ts';

const pages = {
  'the fleet': '/',
  'the cluster page': clusterPage,
  'the service page': servicePage,
  'the service page with everything open': `${servicePage}?policy=Local&sel=node:aks-spot-18304512-vmss000001&faults=1`,
  'the service page as tables': `${servicePage}?tables=1`,
  'the nodes page': `${clusterPage}/nodes`,
  'the page of a node': `${clusterPage}/nodes/${lostMachine}`,
  'the load balancers page': `${clusterPage}/load-balancers`,
  'the findings page': `${clusterPage}/findings`,
  'a cluster that may not be read': '/clusters/locked',
  'a page about a finding': '/docs/findings/external-ip-pending',
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    for (const [name, path] of Object.entries(pages)) {
      test(`axe finds nothing wrong with ${name}`, async ({ page }) => {
        await page.goto(path);
        await page.waitForLoadState('load');
        if (path.startsWith(servicePage) && !path.includes('tables')) {
          await expect(page.locator('.recharts-surface').first()).toBeVisible();
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
      });
    }
  });
}

test('axe finds nothing wrong with the list of keys', async ({ page }) => {
  await page.goto(clusterPage);
  await page.getByRole('button', { name: 'Keys and words' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
