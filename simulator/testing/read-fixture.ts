import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

/** The files of a packed bundle, by their path inside it. */
export async function readFixture(path: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const unpack = extract();
  const packed = createReadStream(path).pipe(createGunzip());
  packed.on('error', (error) => unpack.destroy(error));
  packed.pipe(unpack);
  for await (const entry of unpack) {
    const { type, name } = entry.header;
    if (type === 'file') files.set(name.replace(/^\.\//, ''), await text(entry));
    else entry.resume();
  }
  return files;
}

/** A JSON file of a bundle by the end of its path: bundles may or may not have a folder at the top. */
export function jsonIn(files: ReadonlyMap<string, string>, name: string): unknown {
  for (const [path, content] of files) if (path === name || path.endsWith(`/${name}`)) return JSON.parse(content);
  return undefined;
}

/** Every packed bundle below a folder, as its path without the ending. */
export function listFixtures(folder: string): { readonly name: string; readonly path: string }[] {
  const found: { name: string; path: string }[] = [];
  const visit = (at: string) => {
    for (const entry of readdirSync(at).sort()) {
      const path = join(at, entry);
      if (statSync(path).isDirectory()) visit(path);
      else if (entry.endsWith('.tgz')) found.push({ name: relative(folder, path).replace(/\.tgz$/, ''), path });
    }
  };
  visit(folder);
  return found;
}
