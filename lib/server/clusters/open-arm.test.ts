import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openArm } from './open-arm.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-arm-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const settings = { enabled: true, armEndpoint: 'http://127.0.0.1:1', caFile: null, tokenScope: null, tokenFile: null };

async function tokenFrom(file: string): Promise<string | undefined> {
  const opened = await openArm({ ...settings, tokenFile: file });
  if (!opened.ok || opened.arm.kind !== 'connected') throw new Error('not connected');
  return (await opened.arm.credential.getToken('any'))?.token;
}

describe('a token file', () => {
  test('is read for every sign-in, so it can be renewed', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'first\n');
    expect(await tokenFrom(file)).toBe('first');
    writeFileSync(file, 'second\n');
    expect(await tokenFrom(file)).toBe('second');
  });

  test('that is empty or missing is named when a token is wanted', async () => {
    const file = join(folder, 'token');
    await expect(tokenFrom(file)).rejects.toThrow(file);
    writeFileSync(file, ' \n');
    await expect(tokenFrom(file)).rejects.toThrow(`${file} is empty`);
  });
});

describe('other ways to ARM', () => {
  test('switched off nothing is connected', async () => {
    expect(await openArm({ ...settings, enabled: false })).toEqual({ ok: true, arm: { kind: 'off' } });
  });

  test('a CA that cannot be read is a setting that is wrong', async () => {
    expect(await openArm({ ...settings, caFile: join(folder, 'ca.pem') })).toMatchObject({ ok: false });
  });
});
