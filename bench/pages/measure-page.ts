import type { Browser, Page } from '@playwright/test';

/** What a reader meets who opens a page for the first time. */
export interface PageFigures {
  readonly firstContentfulPaintMs: number;
  /** Sum of layout shifts without a reason, as browsers count them. */
  readonly layoutShift: number;
  /** Time beyond 50 ms of each task that kept the page from reacting. */
  readonly blockingMs: number;
  readonly documentBytes: number;
  readonly scriptBytes: number;
  readonly totalBytes: number;
}

const SETTLE_MS = 2500;

/** Opens a page with an empty cache; bytes are those on the wire. */
export async function measurePage(browser: Browser, url: string): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const bytes = await countBytes(page);
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(SETTLE_MS);
  const seen = await page.evaluate(readFigures);
  await context.close();
  return { ...seen, ...bytes() };
}

type Bytes = Pick<PageFigures, 'documentBytes' | 'scriptBytes' | 'totalBytes'>;

async function countBytes(page: Page): Promise<() => Bytes> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const typeOf = new Map<string, string>();
  const byType = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type }) => typeOf.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = typeOf.get(requestId) ?? 'Other';
    byType.set(type, (byType.get(type) ?? 0) + encodedDataLength);
  });
  return () => ({
    documentBytes: byType.get('Document') ?? 0,
    scriptBytes: byType.get('Script') ?? 0,
    totalBytes: [...byType.values()].reduce((sum, size) => sum + size, 0),
  });
}

declare global {
  interface Window {
    benchFigures: { shift: number; blocking: number };
  }
}

/** Runs in the page, before anything else there. */
function observe(): void {
  const figures = { shift: 0, blocking: 0 };
  window.benchFigures = figures;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) figures.blocking += Math.max(0, entry.duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry && typeof entry.value === 'number' && !('hadRecentInput' in entry && entry.hadRecentInput)) {
        figures.shift += entry.value;
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page. */
function readFigures(): Omit<PageFigures, keyof Bytes> {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const { shift, blocking } = window.benchFigures;
  return { firstContentfulPaintMs: paint?.startTime ?? Number.NaN, layoutShift: shift, blockingMs: blocking };
}
