import type { Browser } from '@playwright/test';
import { percentile } from '../measure.ts';

export const mapMoves = ['rest', 'zoom', 'pan', 'hover'] as const;
/** What a hand does with the map; at rest nothing is done, which tells what this browser gives at best. */
export type MapMove = (typeof mapMoves)[number];

const FRAMES = 60;

/** From one drawn frame to the next while the hand moves in every frame: 95 of 100 are shorter. */
export async function measureMapMoves(browser: Browser, url: string): Promise<Readonly<Record<MapMove, number>>> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.locator('.recharts-surface').first().waitFor();
  const p95 = async (move: MapMove): Promise<number> =>
    percentile(await page.evaluate(moveMap, { move, frames: FRAMES }), 0.95);
  await p95('zoom');
  const figures = {
    rest: await p95('rest'),
    zoom: await p95('zoom'),
    pan: await p95('pan'),
    hover: await p95('hover'),
  };
  await context.close();
  return figures;
}

/** Runs in the page: one event for each frame, in a line over the map. */
function moveMap({ move, frames }: { readonly move: MapMove; readonly frames: number }): Promise<number[]> {
  const map = document.querySelector('[role=application]');
  if (map === null) return Promise.reject(new Error('the page has no map'));
  map.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = map.getBoundingClientRect();
  const at = (part: number) => ({
    bubbles: true,
    cancelable: true,
    clientX: left + width * (0.2 + 0.6 * part),
    clientY: top + height * (0.3 + 0.4 * part),
  });
  const act: Readonly<Record<MapMove, (part: number) => void>> = {
    rest: () => undefined,
    zoom: (part) =>
      map.dispatchEvent(new WheelEvent('wheel', { ...at(0.5), ctrlKey: true, deltaY: part < 0.5 ? -12 : 8 })),
    pan: (part) => map.dispatchEvent(new PointerEvent('pointermove', at(part))),
    hover: (part) => map.dispatchEvent(new PointerEvent('pointermove', at(part))),
  };
  if (move === 'pan') map.dispatchEvent(new PointerEvent('pointerdown', { ...at(0), button: 0 }));
  return new Promise((resolve) => {
    const framesMs: number[] = [];
    let before: number | null = null;
    requestAnimationFrame(function look(now) {
      if (before !== null) framesMs.push(now - before);
      before = now;
      act[move](framesMs.length / frames);
      if (framesMs.length < frames) {
        requestAnimationFrame(look);
        return;
      }
      if (move === 'pan') map.dispatchEvent(new PointerEvent('pointerup', at(1)));
      resolve(framesMs);
    });
  });
}
