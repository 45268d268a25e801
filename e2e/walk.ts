import { expect, type Locator, type Page } from '@playwright/test';

/** What somebody does on a page, counted: each click and each key is one interaction. */
export class Walk {
  readonly #page: Page;
  readonly #steps: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  async click(target: Locator): Promise<void> {
    this.#steps.push(`click ${target.toString()}`);
    await expect(target).toBeVisible();
    // A click before the page has come alive would be lost, and the reader would click again.
    await expect.poll(() => target.evaluate(isAlive)).toBe(true);
    await target.click();
  }

  async press(key: string): Promise<void> {
    this.#steps.push(`press ${key}`);
    await this.#page.keyboard.press(key);
  }

  expectFewerThan(interactions: number): void {
    expect(this.#steps.length, this.#steps.join('\n')).toBeLessThan(interactions);
  }
}

/** Whether React answers for an element; runs in the browser. */
function isAlive(element: Element): boolean {
  return Object.keys(element).some((key) => key.startsWith('__reactProps'));
}
