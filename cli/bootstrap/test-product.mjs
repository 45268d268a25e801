import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from './build-pages.mjs';
import { findChromium } from './find-chromium.mjs';
import { findKubectl } from './find-kubectl.mjs';
import { runCommand } from './run-command.mjs';
import { endToEndTotals, unitTotals } from './test-totals.mjs';
import { nodeEnv, runTool } from './tool-command.mjs';

/**
 * Everything that must hold before a change may be kept. A failed step does not stop the next ones. The last line
 * printed counts tests of both kinds; a step that is no test counts as one failed test when it fails.
 *
 * @param {string} node
 * @returns {Promise<number>} exit code
 */
export async function testProduct(node) {
  const reports = mkdtempSync(join(tmpdir(), 'aks-ingress-health-test-'));
  try {
    const failures = [];
    const totals = { passed: 0, failed: 0 };
    for (const step of [verify, build, endToEnd]) {
      const result = await step(node, reports);
      totals.passed += result.passed;
      totals.failed += result.failed;
      if (result.failed > 0) failures.push(step.name);
    }
    if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`);
    process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
    return totals.failed === 0 ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

async function verify(node, reports) {
  const report = join(reports, 'unit.json');
  const kubectl = await findKubectl();
  // Without one the tests that need it fail; all others still count.
  if (!kubectl.ok) process.stderr.write(`${kubectl.message}\n`);
  const env = { ...nodeEnv(node), ...(kubectl.ok ? { KUBECTL_PATH: kubectl.path } : {}) };
  const code = await runCommand(node, ['cli/verify.ts', '--unit-report', report], { env });
  return withStep(unitTotals(report), code);
}

async function build(node) {
  return withStep(null, await buildPages(node));
}

async function endToEnd(node, reports) {
  const chromium = await findChromium(node);
  if (!chromium.ok) {
    process.stderr.write(`${chromium.message}\n`);
    return { passed: 0, failed: 1 };
  }
  const report = join(reports, 'e2e.json');
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'];
  const code = await runTool(node, 'playwright', args, {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...(chromium.path === null ? {} : { CHROMIUM_PATH: chromium.path }),
  });
  return withStep(endToEndTotals(report), code);
}

/**
 * A step that failed without a failed test, a lint error say, is one failure.
 *
 * @param {import('./test-totals.mjs').Totals | null} totals null: no tests, or no report of them
 * @param {number} exitCode
 */
export function withStep(totals, exitCode) {
  const { passed, failed } = totals ?? { passed: 0, failed: 0 };
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}
