import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { z } from 'zod';
import { fullSize, scaledSize } from '../cluster/cluster-size.ts';
import { generateCluster } from '../generate-cluster.ts';
import { median } from '../measure.ts';
import { type MapFigures, measureMap } from '../pages/measure-map.ts';
import { type MapMove, mapMoves, measureMapMoves } from '../pages/measure-map-moves.ts';
import { measurePage, type PageFigures } from '../pages/measure-page.ts';
import { serveBundles } from '../pages/serve-bundles.ts';
import { writeBundle } from '../pages/write-bundle.ts';
import { milliseconds, type ResultRow } from '../result-table.ts';

const RUNS = 3;
const SWITCHES = 6;

export interface PageBench {
  readonly page: string;
  readonly rows: readonly ResultRow[];
}

/** One Service on every node of the largest cluster, and the largest cluster with all its Services. */
export async function measurePages(scale: number, seed: number): Promise<readonly PageBench[]> {
  const parent = mkdtempSync(join(tmpdir(), 'bench-pages-'));
  try {
    const wide = scaledSize({ ...fullSize, endpoints: 20_000, pods: 20_000 }, scale);
    const folders = [
      writeBundle(generateCluster({ ...wide, services: 1 }, seed), 'wide', parent),
      writeBundle(generateCluster(scaledSize({ ...fullSize, pods: fullSize.endpoints }, scale), seed), 'full', parent),
    ];
    const served = await serveBundles(folders);
    const browser = await openBrowser();
    try {
      return await measureAll(browser, served.url);
    } finally {
      await browser.close();
      await served.stop();
    }
  } finally {
    rmSync(parent, { recursive: true });
  }
}

async function openBrowser(): Promise<Browser> {
  const path = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((candidate) => candidate && existsSync(candidate));
  return chromium.launch({
    ...(path === undefined ? {} : { executablePath: path }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}

async function measureAll(browser: Browser, base: string): Promise<readonly PageBench[]> {
  const floor = await medianFigures(browser, `${base}/docs/findings/no-ready-endpoints`);
  const wide = await firstService(base, 'wide');
  const pages = [
    { page: 'a page of text, the floor', path: '/docs/findings/no-ready-endpoints' },
    { page: 'service page, one Service on every node', path: `/clusters/wide/services/${wide}` },
    { page: 'cluster page, every Service', path: '/clusters/full' },
  ];
  const measured: PageBench[] = [];
  for (const { page, path } of pages) {
    const figures = await medianFigures(browser, base + path);
    measured.push({ page, rows: rowsOf(figures, floor) });
  }
  const address = `${base}/clusters/wide/services/${wide}`;
  const map = await measureMap(browser, address, SWITCHES);
  const moves = await measureMapMoves(browser, address);
  return [
    ...measured,
    { page: 'routing map of that service page, a hand on it', rows: mapMoves.map((move) => moveRow(move, moves)) },
    { page: 'routing map of that service page, policy switched', rows: mapRowsOf(map) },
  ];
}

const summarySchema = z.object({ services: z.array(z.object({ namespace: z.string(), name: z.string() })) });

async function firstService(base: string, cluster: string): Promise<string> {
  const answer = await fetch(`${base}/api/v1/clusters/${cluster}/summary`);
  const [service] = summarySchema.parse(await answer.json()).services;
  if (service === undefined) throw new Error(`the cluster ${cluster} has no Service`);
  return `${service.namespace}/${service.name}`;
}

/** Each figure's median over the runs, each with an empty cache; the server has answered once before. */
async function medianFigures(browser: Browser, url: string): Promise<PageFigures> {
  await measurePage(browser, url);
  const runs: PageFigures[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measurePage(browser, url));
  const of = (pick: (figures: PageFigures) => number): number => median(runs.map(pick));
  return {
    firstContentfulPaintMs: of((run) => run.firstContentfulPaintMs),
    layoutShift: of((run) => run.layoutShift),
    blockingMs: of((run) => run.blockingMs),
    documentBytes: of((run) => run.documentBytes),
    scriptBytes: of((run) => run.scriptBytes),
    totalBytes: of((run) => run.totalBytes),
  };
}

/** 60 frames a second, with what the clock of the browser is off. */
const FRAME_BUDGET_MS = 17;

const moveWords: Readonly<Record<MapMove, string>> = {
  rest: 'at rest, the floor',
  zoom: 'zooming',
  pan: 'panning',
  hover: 'looking along it',
};

function moveRow(move: MapMove, moves: Readonly<Record<MapMove, number>>): ResultRow {
  const value = moves[move];
  return {
    what: `frame ${moveWords[move]}, p95`,
    value: `${value.toFixed(1)} ms`,
    ratio: value / moves.rest,
    budget: move === 'rest' ? null : { text: '60 frames/s', kept: value <= FRAME_BUDGET_MS },
  };
}

function mapRowsOf({ frameP95Ms, replyMs }: MapFigures): readonly ResultRow[] {
  const budget = { text: '60 frames/s', kept: frameP95Ms <= FRAME_BUDGET_MS };
  return [
    {
      what: 'frame while it moves, p95',
      value: `${frameP95Ms.toFixed(1)} ms`,
      ratio: frameP95Ms / (1000 / 60),
      budget,
    },
    { what: 'click until it moves', value: milliseconds(replyMs), ratio: null, budget: null },
  ];
}

const DOCUMENT_BUDGET_BYTES = 300_000;
const PAINT_BUDGET_MS = 1000;
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

function rowsOf(figures: PageFigures, floor: PageFigures): readonly ResultRow[] {
  const row = (what: string, value: string, ratio: number | null, budget: ResultRow['budget'] = null): ResultRow => ({
    what,
    value,
    ratio,
    budget,
  });
  const { firstContentfulPaintMs, layoutShift, blockingMs, documentBytes, scriptBytes, totalBytes } = figures;
  return [
    row(
      'first contentful paint',
      milliseconds(firstContentfulPaintMs),
      firstContentfulPaintMs / floor.firstContentfulPaintMs,
      {
        text: `≤ ${PAINT_BUDGET_MS} ms`,
        kept: firstContentfulPaintMs <= PAINT_BUDGET_MS,
      },
    ),
    row('layout shift', layoutShift.toFixed(4), null, { text: '0', kept: layoutShift === 0 }),
    row('main thread blocked', milliseconds(blockingMs), null),
    row('HTML and data, compressed', kilobytes(documentBytes), documentBytes / floor.documentBytes, {
      text: `≤ ${kilobytes(DOCUMENT_BUDGET_BYTES)}`,
      kept: documentBytes <= DOCUMENT_BUDGET_BYTES,
    }),
    row('scripts, compressed', kilobytes(scriptBytes), scriptBytes / floor.scriptBytes),
    row('everything on the wire', kilobytes(totalBytes), totalBytes / floor.totalBytes),
  ];
}
