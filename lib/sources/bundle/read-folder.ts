import { open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleFiles } from './bundle-files.ts';
import { decodeText } from './decode-text.ts';
import type { SizeMeter } from './size-meter.ts';

/** A bundle with a few folders around it; deeper is somebody's home. */
const DEEPEST = 6;

async function* filesIn(folder: string, prefix: string, depth: number): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) {
    // Links could lead out of the folder, or round in it.
    if (entry.isFile()) yield `${prefix}${entry.name}`;
    const isWorthEntering = entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules';
    if (isWorthEntering && depth < DEEPEST) {
      yield* filesIn(join(folder, entry.name), `${prefix}${entry.name}/`, depth + 1);
    }
  }
}

async function readWithin(folder: string, path: string, meter: SizeMeter): Promise<string> {
  const file = await open(join(folder, path), 'r');
  try {
    const { size } = await file.stat();
    meter.addBytes(path, size, size);
    return decodeText(await file.readFile());
  } finally {
    await file.close();
  }
}

/** Reads the wanted files of a folder, in the order of their paths. */
export async function readFolder(
  folder: string,
  wants: (path: string) => boolean,
  meter: SizeMeter,
): Promise<BundleFiles> {
  const paths: string[] = [];
  for await (const path of filesIn(folder, '', 1)) {
    meter.addFile();
    if (wants(path)) paths.push(path);
  }
  const files = new Map<string, string>();
  for (const path of paths.sort()) files.set(path, await readWithin(folder, path, meter));
  return files;
}
