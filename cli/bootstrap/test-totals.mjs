import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Totals */

/**
 * Counts of a vitest JSON report. A file that could not be loaded has no tests and counts as one failure.
 * Null: there is no report, so the run did not get that far.
 *
 * @param {string} path
 * @returns {Totals | null}
 */
export function unitTotals(path) {
  const report = readReport(path);
  if (report === null) return null;
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/**
 * Counts of a Playwright JSON report; a test that passed at a retry has passed. Null: no report.
 *
 * @param {string} path
 * @returns {Totals | null}
 */
export function endToEndTotals(path) {
  const report = readReport(path);
  if (report === null) return null;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length };
}

function readReport(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, 'utf8'));
}
