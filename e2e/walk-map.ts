import { expect, type Page } from '@playwright/test';

/** What the map says of one thing on it. */
export interface Told {
  readonly title: string;
  /** In percent; 0 when it gets nothing. */
  readonly share: number;
}

export interface ToldMap {
  readonly nodes: readonly Told[];
  readonly pods: readonly Told[];
  /** In percent. */
  readonly lost: number;
}

const stepsMax = 200;

/** Walks through the whole routing map with arrow keys, and notes what it says. */
export async function walkMap(page: Page, policy: 'Cluster' | 'Local'): Promise<ToldMap> {
  const map = page.getByRole('application', { name: `Routing map under ${policy}` });
  await expect(async () => {
    await map.focus();
    await page.keyboard.press('Home');
    expect(await said(page)).toContain('All new connections come in here');
  }).toPass();
  await page.keyboard.press('ArrowRight');
  const nodes = await walkColumn(page);
  await page.keyboard.press('ArrowRight');
  if ((await said(page)).startsWith('Any pod: ')) await page.keyboard.press('ArrowRight');
  const ends = await walkColumn(page);
  const lost = ends.find(({ title }) => title === 'Lost')?.share ?? 0;
  return { nodes, pods: ends.filter(({ title }) => title !== 'Lost'), lost };
}

/** Everything in the column of what is looked at, from the top. */
async function walkColumn(page: Page): Promise<Told[]> {
  await pressUntilStill(page, 'ArrowUp');
  return (await pressUntilStill(page, 'ArrowDown')).map(readTold);
}

/** What is said at each step, until a step changes nothing. */
async function pressUntilStill(page: Page, key: string): Promise<string[]> {
  const texts = [await said(page)];
  for (let step = 0; step < stepsMax; step++) {
    await page.keyboard.press(key);
    const text = await said(page);
    if (text === texts.at(-1)) return texts;
    texts.push(text);
  }
  throw new Error(`the map has no end ${key}: ${texts.at(-1)}`);
}

function said(page: Page): Promise<string> {
  return page.locator('#map [role=application] ~ [role=status]').innerText();
}

function readTold(text: string): Told {
  const at = text.indexOf(': ');
  const share = /([\d.]+) % of new connections/.exec(text)?.[1];
  return { title: text.slice(0, at), share: share === undefined ? 0 : Number(share) };
}
