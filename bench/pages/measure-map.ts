import type { Browser } from '@playwright/test';
import { percentile } from '../measure.ts';

/** How the routing map moves when the reader looks at the other policy. */
export interface MapFigures {
  /** From one drawn frame to the next while the map moves: 95 of 100 are shorter. */
  readonly frameP95Ms: number;
  /** From the click until the map begins to move. */
  readonly replyMs: number;
}

interface Switched {
  readonly replyMs: number;
  readonly framesMs: readonly number[];
}

/** Switches the policy of an open service page; the first switch warms up and is not counted. */
export async function measureMap(browser: Browser, url: string, switches: number): Promise<MapFigures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'no-preference' });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.locator('.recharts-surface').first().waitFor();
  const measured: Switched[] = [];
  for (let round = 0; round <= switches; round++) {
    const switched = await page.evaluate(switchPolicy);
    if (round > 0) measured.push(switched);
  }
  await context.close();
  return {
    frameP95Ms: percentile(
      measured.flatMap(({ framesMs }) => framesMs),
      0.95,
    ),
    replyMs: percentile(
      measured.map(({ replyMs }) => replyMs),
      0.5,
    ),
  };
}

/** Runs in the page: chooses the other policy and looks at the clock of every frame until the map has come to rest. */
function switchPolicy(): Promise<Switched> {
  const movingMs = 360;
  const restMs = 800;
  return new Promise((resolve, reject) => {
    const other = document.querySelector<HTMLInputElement>('input[name=viewed-policy]:not(:checked)');
    if (other === null) {
      reject(new Error('the page has no policy to switch to'));
      return;
    }
    const clicked = performance.now();
    other.click();
    let replied: number | null = null;
    let before = clicked;
    const framesMs: number[] = [];
    requestAnimationFrame(function look(now) {
      // The first frame after the click shows the policy, the next ones move the map.
      if (replied === null) replied = performance.now();
      else if (now - replied < movingMs) framesMs.push(now - before);
      before = now;
      if (replied !== null && now - replied > restMs) resolve({ replyMs: replied - clicked, framesMs });
      else requestAnimationFrame(look);
    });
  });
}
