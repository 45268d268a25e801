import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtFrom } from './build-pages.mjs';
import { chooseNode, isNewEnough } from './choose-node.mjs';
import { modulesAreStale } from './install-modules.mjs';
import { sourceHash } from './source-hash.mjs';
import { withStep } from './test-product.mjs';
import { endToEndTotals, unitTotals } from './test-totals.mjs';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bootstrap-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(path: string, text: string, changedAt = 1000): string {
  const full = join(dir, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  utimesSync(full, changedAt, changedAt);
  return full;
}

describe('packages', () => {
  test('are stale when missing or older than package.json or the lock file', () => {
    write('package.json', '{}');
    expect(modulesAreStale(dir)).toBe(true);
    write('node_modules/.package-lock.json', '{}', 2000);
    expect(modulesAreStale(dir)).toBe(false);
    write('package-lock.json', '{}', 3000);
    expect(modulesAreStale(dir)).toBe(true);
  });
});

describe('the build', () => {
  test('is of other sources once a name or a content changes, but not a test', () => {
    write('app/page.tsx', 'a');
    const before = sourceHash(dir);
    write('app/page.test.tsx', 'test');
    expect(sourceHash(dir)).toBe(before);
    write('app/page.tsx', 'b');
    const changed = sourceHash(dir);
    expect(changed).not.toBe(before);
    write('lib/b.ts', '');
    expect(sourceHash(dir)).not.toBe(changed);
  });

  test('counts only when it was completed', () => {
    write('.next/source-hash', 'abc');
    expect(builtFrom(dir)).toBeNull();
    write('.next/BUILD_ID', '1');
    expect(builtFrom(dir)).toBe('abc');
  });
});

describe('the Node that runs the product', () => {
  const old = { path: '/usr/bin/node', version: '20.20.2' };
  const fake = (version: string) => {
    const path = write('node', `#!/bin/sh\necho v${version}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  test('is the installed one, else the running one, else a clear error', () => {
    const none = join(dir, 'none');
    expect(chooseNode({ installed: fake('24.21.0'), running: old })).toEqual({ ok: true, path: join(dir, 'node') });
    const recent = { path: '/opt/node', version: '22.19.0' };
    expect(chooseNode({ installed: none, running: recent })).toEqual({ ok: true, path: '/opt/node' });
    expect(chooseNode({ installed: none, running: old })).toMatchObject({
      ok: false,
      message: expect.stringContaining('needs Node 22.19 or newer; the running one is 20.20.2'),
    });
  });

  test('is not one that cannot run here', () => {
    const broken = write('node', 'no program');
    chmodSync(broken, 0o755);
    expect(chooseNode({ installed: broken, running: old }).ok).toBe(false);
  });

  test.each([
    ['22.18.9', false],
    ['22.19.0', true],
    ['23.0.0', true],
    ['9.9.9', false],
  ])('%s is new enough: %s', (version, enough) => {
    expect(isNewEnough(version)).toBe(enough);
  });
});

describe('totals', () => {
  test('a unit test file that could not be loaded is a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(unitTotals(write('unit.json', JSON.stringify(report)))).toEqual({ passed: 3, failed: 2 });
  });

  test('an end-to-end test that passed at a retry has passed; errors outside of tests are failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 4 }, errors: [{}] };
    expect(endToEndTotals(write('e2e.json', JSON.stringify(report)))).toEqual({ passed: 7, failed: 2 });
  });

  test('no report is no count, and a step that failed without a failed test is one failure', () => {
    expect(unitTotals(join(dir, 'none.json'))).toBeNull();
    expect(withStep(null, 1)).toEqual({ passed: 0, failed: 1 });
    expect(withStep({ passed: 4, failed: 2 }, 1)).toEqual({ passed: 4, failed: 2 });
    expect(withStep({ passed: 4, failed: 0 }, 0)).toEqual({ passed: 4, failed: 0 });
  });
});
