import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './project-dir.mjs';

/** What the Kubernetes client needs. Type stripping, which runs the command line from source, came earlier. */
const oldest = [22, 19];

/**
 * The Node that runs the product: the one that npm installed, else the running one when it is new enough.
 *
 * @param {{ installed?: string, running?: { path: string, version: string } }} [candidates]
 * @returns {{ ok: true, path: string } | { ok: false, message: string }}
 */
export function chooseNode({
  installed = join(projectDir, 'node_modules', '.bin', 'node'),
  running = { path: process.execPath, version: process.versions.node },
} = {}) {
  if (existsSync(installed) && isNewEnough(versionOf(installed))) return { ok: true, path: installed };
  if (isNewEnough(running.version)) return { ok: true, path: running.path };
  return {
    ok: false,
    message: [
      `This needs Node ${oldest.join('.')} or newer; the running one is ${running.version} (${running.path}).`,
      'npm installs Node 24 with the other packages on Linux (x64 and arm64). It is not there, so either run',
      '`npm install --include=optional`, or install Node 24 and run the command again.',
    ].join('\n'),
  };
}

/** Null: it cannot run on this machine, for example because its C library is another. */
function versionOf(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().replace(/^v/, '') : null;
}

/** @param {string | null} version `24.21.0` */
export function isNewEnough(version) {
  if (version === null) return false;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
