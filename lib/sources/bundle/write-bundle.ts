import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { encodeBundle } from '../../snapshot/bundle/encode-bundle.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { BundleFiles } from './bundle-files.ts';

export type WriteResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

const COMPRESSED = /\.(?:tgz|tar\.gz)$/;
const ARCHIVE = /\.(?:tgz|tar\.gz|tar)$/;

/** Writes beside the target and renames, so that a reader never sees half an archive. */
async function writeArchive(files: BundleFiles, path: string, takenAt: string): Promise<void> {
  const folder = basename(path).replace(ARCHIVE, '');
  const archive = pack();
  const mtime = new Date(takenAt);
  for (const [name, text] of files) archive.entry({ name: `${folder}/${name}`, mtime, mode: 0o644 }, text);
  archive.finalize();
  const unfinished = `${path}.unfinished-${process.pid}`;
  const target = createWriteStream(unfinished);
  try {
    await (COMPRESSED.test(path) ? pipeline(archive, createGzip(), target) : pipeline(archive, target));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Null: it does not exist yet. */
async function entriesOf(folder: string): Promise<readonly string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function writeFolder(files: BundleFiles, folder: string): Promise<WriteResult> {
  const entries = await entriesOf(folder);
  if (entries !== null && entries.length > 0) {
    return {
      ok: false,
      message: `Cannot write a bundle to ${folder}: the folder is not empty. Name a new one, or a .tgz file.`,
    };
  }
  for (const [name, text] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return { ok: true };
}

/**
 * Writes a snapshot as a bundle: `.tgz`, `.tar.gz` and `.tar` become an archive, replacing one that is there; any
 * other path a folder, which must be new or empty.
 */
export async function writeBundle(snapshot: Snapshot, path: string): Promise<WriteResult> {
  const files = encodeBundle(snapshot);
  try {
    if (!ARCHIVE.test(path)) return await writeFolder(files, path);
    await writeArchive(files, path, snapshot.takenAt);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { ok: false, message: `Cannot write a bundle to ${path}: ${error.message}.` };
  }
}
