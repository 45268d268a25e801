import { expect, type Locator, type Page } from '@playwright/test';

const stopsMax = 300;

/** Presses Tab until something has the focus; fails when it cannot be reached. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < stopsMax; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target.toString()} is not reached with ${stopsMax} times Tab`);
}

/** What has the focus shows it: an outline of its own, or of what it stands in. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const active = document.activeElement;
    if (active === null || active === document.body) return 'nothing has the focus';
    for (let element: Element | null = active, depth = 0; element !== null && depth < 3; depth++) {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return 'visible';
      element = element.parentElement;
    }
    return `no outline at ${active.outerHTML.slice(0, 200)}`;
  });
  expect(seen).toBe('visible');
}

/** Everything that Tab stops at, from the top of the page until it comes round. */
export async function tabStops(page: Page): Promise<string[]> {
  const stops: string[] = [];
  for (let stop = 0; stop < stopsMax; stop++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const { activeElement: active } = document;
      if (active === null || active === document.body) return '';
      const all = [...document.querySelectorAll('*')];
      return `${all.indexOf(active)} ${active.tagName} ${active.getAttribute('aria-label') ?? active.textContent}`;
    });
    if (name === '' || name === stops[0]) return stops;
    stops.push(name);
  }
  throw new Error(`Tab does not come round; it is at ${stops.at(-1)}`);
}
