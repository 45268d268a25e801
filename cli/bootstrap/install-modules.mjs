import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './project-dir.mjs';
import { runCommand } from './run-command.mjs';

/** npm writes it at the end of an installation that succeeded. */
const installed = ['node_modules', '.package-lock.json'];

/**
 * Installs the packages when they are missing or older than what asks for them.
 *
 * `npm install` and not `npm ci`: a registry may lack the binaries of other platforms, then the lock file cannot name
 * them and `npm ci` refuses it. `npm install` honours the lock file all the same.
 *
 * @returns {Promise<number>} exit code
 */
export async function installModules(dir = projectDir) {
  if (!modulesAreStale(dir)) return 0;
  process.stderr.write('Installing packages…\n');
  const code = await runCommand(...npmCommand(['install', '--include=dev', '--include=optional', ...quiet]), {
    cwd: dir,
    shell: process.platform === 'win32',
  });
  if (code === 0) markInstalled(dir);
  else process.stderr.write('npm install failed; what it said is above.\n');
  return code;
}

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** The npm that started us, else the one on the path. */
function npmCommand(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

export function modulesAreStale(dir) {
  const at = changedAt(join(dir, ...installed));
  if (at === null) return true;
  return ['package.json', 'package-lock.json'].some((file) => (changedAt(join(dir, file)) ?? 0) > at);
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** npm leaves the file alone when there was nothing to do. */
function markInstalled(dir) {
  const now = new Date();
  const path = join(dir, ...installed);
  if (changedAt(path) !== null) utimesSync(path, now, now);
}
