import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './project-dir.mjs';
import { sourceHash } from './source-hash.mjs';
import { runTool } from './tool-command.mjs';

/**
 * Builds the pages when they are missing or made from other sources.
 *
 * @param {string} node
 * @returns {Promise<number>} exit code
 */
export async function buildPages(node, dir = projectDir) {
  const wanted = sourceHash(dir);
  if (builtFrom(dir) === wanted) return 0;
  process.stderr.write('Building the pages…\n');
  const code = await runTool(node, 'next', ['build']);
  if (code === 0) writeFileSync(stampFile(dir), wanted);
  else process.stderr.write('next build failed; what it said is above.\n');
  return code;
}

/** Hash of the sources of the build that is there; null: there is none. */
export function builtFrom(dir) {
  const complete = existsSync(join(dir, '.next', 'BUILD_ID')) && existsSync(stampFile(dir));
  return complete ? readFileSync(stampFile(dir), 'utf8') : null;
}

function stampFile(dir) {
  return join(dir, '.next', 'source-hash');
}
