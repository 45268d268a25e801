import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findKubectl } from './find-kubectl.mjs';

const NODE_ENV = 'test' as const;
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'find-kubectl-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function program(): string {
  const path = join(dir, 'kubectl');
  writeFileSync(path, '#!/bin/sh\nexit 0\n');
  chmodSync(path, 0o755);
  return path;
}
const install = (path: string | null) => () => Promise.resolve(path);

test('the named one wins, and one that cannot be run is an error, not a reason to look elsewhere', async () => {
  const path = program();
  const named = { NODE_ENV, KUBECTL_PATH: path, PATH: dir };
  expect(await findKubectl({ env: named, install: install('/other') })).toEqual({ ok: true, path });
  const wrong = { NODE_ENV, KUBECTL_PATH: join(dir, 'none'), PATH: dir };
  expect(await findKubectl({ env: wrong, install: install('/other') })).toEqual({
    ok: false,
    message: `KUBECTL_PATH names ${join(dir, 'none')}, which cannot be run.`,
  });
});

test('else that of PATH, else an installed one, else an error that says what to do', async () => {
  const empty = { NODE_ENV, PATH: join(dir, 'empty') };
  expect(await findKubectl({ env: empty, install: install('/installed') })).toEqual({ ok: true, path: '/installed' });
  expect(await findKubectl({ env: empty, install: install(null) })).toMatchObject({
    ok: false,
    message: expect.stringContaining('KUBECTL_PATH=/path/to/kubectl npm test'),
  });
  program();
  expect(await findKubectl({ env: { NODE_ENV, PATH: dir }, install: install('/installed') })).toEqual({
    ok: true,
    path: 'kubectl',
  });
});
