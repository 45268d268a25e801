import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { type Served, serve } from './serve.ts';
import { test as base, expect } from './test.ts';
import { Walk } from './walk.ts';

interface Fault {
  readonly scenario: string;
  readonly cluster: string;
  readonly code: string;
  /** `namespace/name` of the Service; null: it is about the cluster. */
  readonly of: string | null;
  readonly names: readonly string[];
}

interface Finding {
  readonly code: string;
  readonly title: string;
  readonly service: { readonly namespace: string; readonly name: string } | null;
  readonly objects: readonly { readonly name: string }[];
  readonly fix: { readonly commands: readonly string[]; readonly patch: string | null };
}

const root = join(import.meta.dirname, '..');
const scenarios = join(root, 'simulator', 'scenarios');
const declared = readdirSync(scenarios).flatMap((file) => {
  const { faults }: { faults: string[] } = parse(readFileSync(join(scenarios, file), 'utf8')).expect;
  return faults.map((code) => ({ scenario: file.replace(/\.yaml$/, ''), code }));
});

let folder = '';
let faults: readonly Fault[] = [];
let served: Served | null = null;

const test = base.extend({ baseURL: async ({ locale: _locale }, use) => use(served?.url ?? '') });

// One server for all of them.
test.describe.configure({ mode: 'default' });
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stories-'));
  execFileSync(process.execPath, ['e2e/stories/main.ts', folder], { cwd: root });
  faults = JSON.parse(readFileSync(join(folder, 'faults.json'), 'utf8'));
  const clusters = [...new Set(faults.map(({ cluster }) => cluster))];
  served = await serve(['--log-level', 'error', ...clusters.flatMap((cluster) => ['--bundle', join(folder, cluster)])]);
});

test.afterAll(async () => {
  await served?.stop();
  rmSync(folder, { recursive: true });
});

for (const { scenario, code } of declared) {
  test(`${scenario}: leads from the cluster to ${code} and its fix`, async ({ page, request }) => {
    const fault = faults.find((one) => one.scenario === scenario && one.code === code);
    if (fault === undefined) throw new Error(`no moment of ${scenario} tells ${code}`);
    const answer: { findings: Finding[] } = await (
      await request.get(`/api/v1/clusters/${fault.cluster}/findings`)
    ).json();
    const finding = answer.findings.find((one) => one.code === code && subjectOf(one) === fault.of);
    if (finding === undefined) throw new Error(`${code} of ${fault.of} is not found in ${fault.cluster}`);
    expect(finding.objects.map(({ name }) => name)).toEqual(expect.arrayContaining([...fault.names]));

    await page.goto(`/clusters/${fault.cluster}`);
    const walk = new Walk(page);
    await walkToService(page, walk, fault);
    const card = page
      .locator('#findings details')
      .filter({ has: page.locator(`a[href="/docs/findings/${code}"]`), hasText: finding.title });
    if ((await card.getAttribute('open')) === null) await walk.click(card.locator('summary'));
    for (const name of fault.names) await expect(card).toContainText(name);
    const copy = card.getByRole('button', { name: /^Copy the (command of the fix|patch)$/ }).first();
    await walk.click(copy);
    await expect(copy).toContainText('Copied');
    const { commands, patch } = finding.fix;
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(commands[0] ?? patch);
    walk.expectFewerThan(8);
  });
}

/** From the cluster page to that of the Service; a fault of the cluster is told on the cluster page itself. */
async function walkToService(page: Page, walk: Walk, { of }: Fault): Promise<void> {
  if (of === null) return;
  const [namespace, name] = of.split('/');
  const services = page.getByRole('table', { name: 'Services' });
  await walk.click(services.getByRole('link', { name: `${name} ${namespace}`, exact: true }));
  await expect(page).toHaveURL(new RegExp(`/services/${namespace}/${name}$`));
}

function subjectOf({ service }: Finding): string | null {
  return service === null ? null : `${service.namespace}/${service.name}`;
}
