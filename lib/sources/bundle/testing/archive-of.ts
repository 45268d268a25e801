import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

export const SERVICES = '{"kind":"List","items":[]}';

/** The smallest bundle without a problem. */
export const SMALL_BUNDLE: Readonly<Record<string, string>> = {
  'kubernetes/services.json': SERVICES,
  'kubernetes/endpointslices.json': '{"kind":"List","items":[]}',
  'kubernetes/nodes.json': '{"kind":"List","items":[]}',
};

/** A tar archive of these files, each path behind `prefix`. */
export async function tarOf(files: Readonly<Record<string, string | Buffer>>, prefix = ''): Promise<Buffer> {
  const archive = pack();
  for (const [path, content] of Object.entries(files)) archive.entry({ name: `${prefix}${path}` }, content);
  archive.finalize();
  return buffer(archive);
}

/** Runs with a new folder, which is gone afterwards. */
export async function inNewFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-test-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs with a file of this name and content. */
export async function withFile<T>(
  name: string,
  content: Buffer | string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  return inNewFolder(async (folder) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return use(path);
  });
}

export async function tgzOf(files: Readonly<Record<string, string | Buffer>>, prefix = ''): Promise<Buffer> {
  return gzipSync(await tarOf(files, prefix));
}
