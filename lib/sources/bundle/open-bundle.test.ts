import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBundle } from './open-bundle.ts';
import { inNewFolder, SMALL_BUNDLE, tarOf, tgzOf, withFile } from './testing/archive-of.ts';

async function messageOf(name: string, content: Buffer | string): Promise<string> {
  return withFile(name, content, async (path) => {
    const result = await openBundle(path);
    if (result.ok) throw new Error('opened');
    expect(result.message).toContain(path);
    expect(result.message).toContain('kubernetes/services.json');
    return result.message;
  });
}

async function expectWhole(path: string): Promise<void> {
  expect(await openBundle(path)).toMatchObject({
    ok: true,
    problems: [],
    notes: [],
    snapshot: { sources: { kubernetes: { state: 'live' } }, kubernetes: { services: [], nodes: [] } },
  });
}

describe('openBundle opens', () => {
  test.each(['', './', 'mybundle/', './mybundle/', 'backups/2026/', '/'])(
    'an archive with its files under %j',
    async (prefix) => {
      await withFile('b.tgz', await tgzOf(SMALL_BUNDLE, prefix), expectWhole);
    },
  );

  test('what is gzip or tar by its content, whatever its name', async () => {
    await withFile('b.tar.gz', await tgzOf(SMALL_BUNDLE), expectWhole);
    await withFile('b.tar', await tarOf(SMALL_BUNDLE), expectWhole);
    await withFile('download', await tgzOf(SMALL_BUNDLE), expectWhole);
    await withFile('b.tgz', await tarOf(SMALL_BUNDLE), expectWhole);
  });

  test('a folder, and the folder around it, but follows no link out of it', async () => {
    await inNewFolder(async (folder) => {
      await mkdir(join(folder, 'mine/kubernetes'), { recursive: true });
      for (const [path, text] of Object.entries(SMALL_BUNDLE)) await writeFile(join(folder, 'mine', path), text);
      await symlink('/etc', join(folder, 'mine/azure'));
      await expectWhole(join(folder, 'mine'));
      await expectWhole(folder);
    });
  });

  test('a bundle that macOS packed', async () => {
    const clutter = { '._kubernetes': 'x', 'kubernetes/._services.json': 'x', '__MACOSX/kubernetes/nodes.json': 'x' };
    await withFile('b.tgz', await tgzOf({ ...SMALL_BUNDLE, ...clutter }), expectWhole);
  });

  test('a bundle of nothing but health answers of a load balancer named kubernetes', async () => {
    const files = { 'azure/health/kubernetes/r.json': '{"up":0,"down":0,"loadBalancerBackendAddresses":[]}' };
    await withFile('b.tgz', await tgzOf(files), async (path) => {
      expect(await openBundle(path)).toMatchObject({
        ok: true,
        snapshot: { probes: { ruleHealth: [{ loadBalancer: 'kubernetes', rule: 'r' }] } },
      });
    });
  });

  test('files that Windows PowerShell wrote', async () => {
    const text = SMALL_BUNDLE['kubernetes/nodes.json'] ?? '';
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const utf8 = Buffer.from(`\uFEFF${text}`, 'utf8');
    await withFile('b.tgz', await tgzOf({ ...SMALL_BUNDLE, 'kubernetes/nodes.json': utf16 }), expectWhole);
    await withFile('b.tgz', await tgzOf({ ...SMALL_BUNDLE, 'kubernetes/nodes.json': utf8 }), expectWhole);
  });

  test('a bundle without a manifest under the name of its file, at the time it was written', async () => {
    await withFile('lab.tar.gz', await tgzOf(SMALL_BUNDLE), async (path) => {
      await utimes(path, 0, Date.parse('2026-11-21T00:00:00Z') / 1000);
      expect(await openBundle(path)).toMatchObject({
        snapshot: { cluster: 'lab', takenAt: '2026-11-21T00:00:00.000Z' },
      });
    });
  });

  test('an archive whose paths climb, without touching anything outside', async () => {
    await withFile('b.tgz', await tgzOf(SMALL_BUNDLE, '../../../etc/'), expectWhole);
  });
});

describe('openBundle says what is wrong with', () => {
  test('a path that is not there', async () => {
    const result = await openBundle('no/such/bundle.tgz');
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/no\/such\/bundle\.tgz.*no such file/s) });
  });

  test('files of another kind', async () => {
    expect(await messageOf('x.txt', 'hello')).toContain('neither a folder nor a tar archive');
    expect(await messageOf('empty.tgz', '')).toContain('neither a folder nor a tar archive');
    expect(await messageOf('services.json', '{"kind":"List"}')).toContain('a single JSON file');
    expect(await messageOf('b.zip', 'PK\u0003\u0004…')).toContain('zip');
  });

  test('archives that are cut or damaged', async () => {
    const whole = await tgzOf({
      ...SMALL_BUNDLE,
      'kubernetes/pods.json': JSON.stringify(Array.from({ length: 5000 }, (_, i) => i * 7919)),
    });
    expect(await messageOf('cut.tgz', whole.subarray(0, whole.length / 2))).toContain('ends early');
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 60, 200);
    expect(await messageOf('damaged.tgz', damaged)).toMatch(/damaged|ends early|no tar/);
    const tar = await tarOf(SMALL_BUNDLE);
    expect(await messageOf('cut.tar', tar.subarray(0, 700))).toContain('ends early');
  });

  test('archives and folders that hold no bundle, or several', async () => {
    expect(await messageOf('b.tgz', await tgzOf({ 'manifest.json': '{}' }))).toContain(
      'neither kubernetes/*.json nor azure/*.json',
    );
    const two = { 'a/kubernetes/nodes.json': '[]', 'b/kubernetes/nodes.json': '[]' };
    expect(await messageOf('b.tgz', await tgzOf(two))).toContain('several bundles (a/, b/)');
    await inNewFolder(async (folder) => {
      expect(await openBundle(folder)).toMatchObject({ ok: false, message: expect.stringContaining(folder) });
    });
  });

  test('more than it is allowed to unpack', async () => {
    const limits = { maxFiles: 10, maxTotalBytes: 4_000_000, maxFileBytes: 2_000_000 };
    const refusal = async (files: Record<string, string>) =>
      withFile('bomb.tgz', await tgzOf({ ...SMALL_BUNDLE, ...files }), async (path) => {
        const result = await openBundle(path, limits);
        return result.ok ? 'opened' : result.message;
      });
    expect(await refusal({ 'kubernetes/pods.json': ' '.repeat(1_900_000) })).toBe('opened');
    expect(await refusal({ 'kubernetes/pods.json': ' '.repeat(3_000_000) })).toContain('larger than 2 MiB');
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`kubernetes/${i}.json`, '[]']));
    expect(await refusal(many)).toContain('more than 10 files');
    // Files of no interest cost as much to unpack.
    const big = Object.fromEntries([1, 2, 3].map((i) => [`noise-${i}.bin`, ' '.repeat(1_900_000)]));
    expect(await refusal(big)).toContain('more than 4 MiB unpacked');
  });
});
