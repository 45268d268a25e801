import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';
import { runTool } from './tool-command.mjs';

const system = '/usr/bin/chromium';

/**
 * A browser for the end-to-end tests: the one named by CHROMIUM_PATH, else that of Debian (installed when we may), else
 * the one Playwright downloads. Null path: Playwright finds its own.
 *
 * @param {string} node
 * @returns {Promise<{ ok: true, path: string | null } | { ok: false, message: string }>}
 */
export async function findChromium(node) {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { ok: true, path: named };
    return { ok: false, message: `CHROMIUM_PATH names ${named}, which does not exist.` };
  }
  if (existsSync(system)) return { ok: true, path: system };
  if (await installFromDebian()) return { ok: true, path: system };
  if ((await runTool(node, 'playwright', ['install', 'chromium'])) === 0) return { ok: true, path: null };
  return {
    ok: false,
    message: 'No Chromium for the end-to-end tests. Install one and name it: CHROMIUM_PATH=/path/to/chromium npm test',
  };
}

async function installFromDebian() {
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!mayInstall) return false;
  process.stderr.write('Installing Chromium for the end-to-end tests…\n');
  const install = () =>
    runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  if ((await install()) !== 0) {
    // A fresh image has no package lists.
    if ((await runCommand('apt-get', ['update', '-qq'])) !== 0) return false;
    if ((await install()) !== 0) return false;
  }
  return existsSync(system);
}
