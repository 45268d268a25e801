import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFixture } from '../../../fixtures/read-fixture.ts';
import { arbitrarySnapshot } from '../../snapshot/bundle/arbitrary-snapshot.ts';
import { openBundle } from './open-bundle.ts';
import { inNewFolder } from './testing/archive-of.ts';
import { writeBundle } from './write-bundle.ts';

describe('writeBundle', () => {
  test('writes what openBundle opens as the same snapshot, packed or not', async () => {
    await inNewFolder(async (folder) => {
      let written = 0;
      const property = fc.asyncProperty(
        arbitrarySnapshot(),
        fc.constantFrom('.tgz', '.tar.gz', '.tar', ''),
        async (snapshot, extension) => {
          written += 1;
          const path = join(folder, `${written}${extension}`);
          expect(await writeBundle(snapshot, path)).toEqual({ ok: true });
          expect(await openBundle(path)).toEqual({ ok: true, snapshot, problems: [], notes: [] });
        },
      );
      await fc.assert(property, { numRuns: 40 });
    });
  });

  test('writes the same bytes for the same snapshot', async () => {
    const { snapshot } = await readFixture('dataplane/01-even');
    await inNewFolder(async (folder) => {
      const path = join(folder, 'b.tgz');
      await writeBundle(snapshot, path);
      const first = await readFile(path);
      await writeBundle(snapshot, path);
      expect((await readFile(path)).equals(first)).toBe(true);
      expect(await readdir(folder)).toEqual(['b.tgz']);
    });
  });

  test('never mixes a bundle into a folder that holds something', async () => {
    const { snapshot } = await readFixture('dataplane/01-even');
    await inNewFolder(async (folder) => {
      await writeFile(join(folder, 'notes.txt'), 'mine');
      expect(await writeBundle(snapshot, folder)).toMatchObject({
        ok: false,
        message: expect.stringContaining('not empty'),
      });
      expect(await readdir(folder)).toEqual(['notes.txt']);
      await mkdir(join(folder, 'new'));
      expect(await writeBundle(snapshot, join(folder, 'new'))).toEqual({ ok: true });
    });
  });

  test('says why it cannot write, and leaves nothing half done', async () => {
    const { snapshot } = await readFixture('dataplane/01-even');
    await inNewFolder(async (folder) => {
      const path = join(folder, 'missing/b.tgz');
      expect(await writeBundle(snapshot, path)).toMatchObject({ ok: false, message: expect.stringContaining(path) });
      await writeFile(join(folder, 'file'), 'x');
      expect(await writeBundle(snapshot, join(folder, 'file/b'))).toMatchObject({ ok: false });
      expect(await readdir(folder)).toEqual(['file']);
    });
  });
});
