import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { scenarioNames } from '../../simulator/scenario.ts';
import { pagesOf, type Shot } from './pages-of.ts';
import { serveBundles } from './serve-bundles.ts';
import { writeStoryBundle } from './story-bundles.ts';
import { takePictures } from './take-pictures.ts';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    scenario: { type: 'string', multiple: true, default: scenarioNames() },
    page: { type: 'string' },
    theme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    width: { type: 'string', multiple: true, default: ['1440', '1024', '390'] },
    out: { type: 'string', default: join(root, 'pictures') },
    readme: { type: 'boolean', default: false },
  },
});

/** Pictures of the documentation, and the page each is of. */
const ofReadme = [
  { from: 'zone-loss/service-gateway-light-1440.png', to: 'service-page.png' },
  { from: 'zone-loss/cluster-light-1440.png', to: 'cluster-page.png' },
];

const themes = values.theme.filter((theme) => theme === 'light' || theme === 'dark');
const widths = values.width.map(Number).filter((width) => width > 0);
const bundles = mkdtempSync(join(tmpdir(), 'pictures-'));
try {
  const scenarios = values.readme ? ['zone-loss'] : values.scenario;
  const folders = scenarios.map((name) => writeStoryBundle(name, bundles));
  const product = await serveBundles(folders);
  const executable = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  const browser = await chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const all: Shot[] = scenarios.length > 1 ? [{ cluster: 'fleet', page: 'fleet', path: '/' }] : [];
    for (const name of scenarios) all.push(...(await pagesOf(product.url, name)));
    const wanted = all.filter(({ page }) => values.page === undefined || page.startsWith(values.page));
    const taken = await takePictures(browser, product.url, wanted, { themes, widths }, values.out);
    console.log(`${taken} pictures are in ${values.out}`);
    if (values.readme) {
      for (const { from, to } of ofReadme) copyFileSync(join(values.out, from), join(root, 'docs', 'pictures', to));
    }
  } finally {
    await browser.close();
    await product.stop();
  }
} finally {
  rmSync(bundles, { recursive: true });
}
