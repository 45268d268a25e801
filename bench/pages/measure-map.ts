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

/**
 * Runs in the page: chooses the other policy, waits until the map is of that policy, and looks at the clock of every
 * frame while it moves.
 */
function switchPolicy(): Promise<Switched> {
  const movingMs = 360;
  const restMs = 800;
  return new Promise((resolve, reject) => {
    const other = document.querySelector<HTMLInputElement>('input[name=viewed-policy]:not(:checked)');
    const map = document.querySelector('[role=application]');
    if (other === null || map === null) {
      reject(new Error('the page has no map, or no policy to switch to'));
      return;
    }
    const label = `Routing map under ${other.value}`;
    const clicked = performance.now();
    other.click();
    let moves: number | null = null;
    let before = clicked;
    const framesMs: number[] = [];
    requestAnimationFrame(function look(now) {
      if (moves !== null && now - moves < movingMs) framesMs.push(now - before);
      if (moves === null && map.getAttribute('aria-label') === label) moves = now;
      before = now;
      if (moves !== null && now - moves > restMs) resolve({ replyMs: moves - clicked, framesMs });
      else requestAnimationFrame(look);
    });
  });
}
