import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import type { Shot } from './pages-of.ts';

export interface Looks {
  readonly themes: readonly ('light' | 'dark')[];
  readonly widths: readonly number[];
}

const CHARTS_MS = 600;

const heights: Readonly<Record<number, number>> = { 1440: 900, 1024: 768, 390: 844 };

/** One picture for each page, theme and width, of the whole page; answers how many. */
export async function takePictures(
  browser: Browser,
  base: string,
  shots: readonly Shot[],
  { themes, widths }: Looks,
  folder: string,
): Promise<number> {
  let taken = 0;
  for (const theme of themes) {
    for (const width of widths) {
      const viewport = { width, height: heights[width] ?? 900 };
      const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      for (const { cluster, page: name, path } of shots) {
        await page.goto(base + path, { waitUntil: 'load' });
        await page.evaluate(() => document.fonts.ready);
        // Charts measure themselves before they draw.
        await page.waitForTimeout(CHARTS_MS);
        mkdirSync(join(folder, cluster), { recursive: true });
        await page.screenshot({ path: join(folder, cluster, `${name}-${theme}-${width}.png`), fullPage: true });
        taken++;
      }
      await context.close();
    }
  }
  return taken;
}
