import type { Page } from '@playwright/test';
import { clusterPage, expect, lostMachine, servicePage, test } from './test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Each control that changes what a page shows, and how it is used. */
type Controls = Readonly<Record<string, (page: Page) => Promise<void>>>;

const press = (name: string | RegExp) => (page: Page) =>
  page
    .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
    .first()
    .click();
const pressTwice = (name: string) => async (page: Page) => {
  await press(name)(page);
  await press(name)(page);
};
const fill = (label: string, text: string) => (page: Page) => page.getByLabel(label).fill(text);
const pressIn = (table: string, name: string | RegExp) => (page: Page) =>
  page.getByRole('table', { name: table }).getByRole('button', { name }).first().click();

const nodesTable = 'Nodes under both policies';

/** In an order in which each still has something to change. */
const pages: Readonly<Record<string, Controls>> = {
  '/': {
    order: pressTwice('Cluster'),
    'only faults': press('Only faults'),
    filter: fill('Filter clusters', 'prod'),
  },
  [clusterPage]: {
    order: pressTwice('Lost'),
    filter: fill('Filter Services', 'shop'),
    'only faults': press('Only faults'),
  },
  [`${clusterPage}/nodes`]: {
    order: press('If it dies'),
    filter: fill('Filter nodes', 'spot'),
    'only faults': press('Only faults'),
  },
  [`${clusterPage}/load-balancers`]: { filter: fill('Filter Azure objects', 'checkout') },
  [`${clusterPage}/findings`]: {
    severity: press(/^\d+ low$/),
    filter: fill('Filter findings', 'checkout'),
  },
  [`${servicePage}?tables=1`]: {
    policy: (page) => page.locator('label', { hasText: 'Local what if' }).click(),
    port: async (page) => {
      await page.getByLabel('Port').selectOption('80-TCP-IPv4');
    },
    hop: press(/^kube-proxy/),
    'selected node': pressIn(nodesTable, lostMachine),
    'order of nodes': pressIn(nodesTable, /^Node$/),
    'order of pods': pressIn('Pods by node', /^Pod$/),
    filter: fill('Filter nodes and pods', 'spot'),
    'only faults': press('Only faults'),
    'as tables': press('As tables'),
  },
  [servicePage]: {
    'as tables': press('As tables'),
    'as graphs': press('As tables'),
    'selected pod': async (page) => {
      await page.getByRole('application', { name: 'Routing map under Cluster' }).focus();
      for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    },
  },
};

for (const [path, controls] of Object.entries(pages)) {
  test(`a link to ${path} brings back ${Object.keys(controls).join(', ')}`, async ({ page, browser }) => {
    await page.goto(path);
    await settled(page);
    for (const [name, use] of Object.entries(controls)) {
      const [looks, address] = [await looksOf(page), page.url()];
      await use(page);
      await expect.poll(() => looksOf(page), `${name} changes what is shown`).not.toEqual(looks);
      await expect(page, `${name} is kept in the address`).not.toHaveURL(address);
    }
    await page.getByRole('button', { name: 'Share this view' }).click();
    await expect(page.getByRole('button', { name: 'Share this view' })).toContainText('Link copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const shared = await looksOf(page);

    const other = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const opened = await other.newPage();
    await opened.goto(link);
    await settled(opened);
    await expect.poll(() => looksOf(opened)).toEqual(shared);
    await other.close();
  });
}

/** Until the page answers, and its charts are drawn. */
async function settled(page: Page): Promise<void> {
  const share = page.getByRole('button', { name: 'Share this view' });
  await expect
    .poll(() => share.evaluate((button) => Object.keys(button).some((key) => key.startsWith('__reactProps'))))
    .toBe(true);
  if (page.url().includes(servicePage) && !page.url().includes('tables=1')) {
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
  }
}

/** Everything that a reader sees of a page, but for ages and for what is said while something happens. */
function looksOf(page: Page): Promise<unknown> {
  return page.locator('main').evaluate((main) => {
    const all = (selector: string) => [...main.querySelectorAll<HTMLInputElement>(selector)];
    const ages = /\d+ (s|min|h|d)( \d+ (s|min|h))? (old|ago)/g;
    const shown = document.createElement('main');
    shown.append(...[...main.childNodes].map((child) => child.cloneNode(true)));
    for (const passing of shown.querySelectorAll('[role=status]')) passing.remove();
    return {
      text: shown.textContent.replaceAll(ages, 'age'),
      pressed: all('[aria-pressed=true], [aria-current], [aria-expanded=true]').map((item) => item.textContent),
      sorted: all('[aria-sort]').map((head) => `${head.textContent} ${head.getAttribute('aria-sort')}`),
      values: all('input, select').map((input) => (input.type === 'radio' ? String(input.checked) : input.value)),
    };
  });
}
