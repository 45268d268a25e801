import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What `next build` reads. tsconfig.json is not among them: the build itself writes to it. */
const sources = ['app', 'components', 'lib', 'next.config.js', 'postcss.config.mjs', 'package-lock.json'];

/** A hash over names and contents of everything the built pages are made of; tests are not. */
export function sourceHash(dir) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((name) => filesUnder(dir, name)).sort()) {
    const content = readFileSync(join(dir, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesUnder(dir, name) {
  const stat = statSync(join(dir, name), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [name];
  return readdirSync(join(dir, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}
