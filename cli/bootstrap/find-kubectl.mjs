import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

const system = '/usr/bin/kubectl';

/**
 * The kubectl that the tests run against the embedded AKS: the one named by KUBECTL_PATH, else that of PATH, else that of
 * Debian, installed when we may.
 *
 * @param {{ env?: NodeJS.ProcessEnv, install?: () => Promise<string | null> }} [options] `install` answers where it is then
 * @returns {Promise<{ ok: true, path: string } | { ok: false, message: string }>}
 */
export async function findKubectl({ env = process.env, install = installFromDebian } = {}) {
  const named = env.KUBECTL_PATH;
  if (named !== undefined && named !== '') {
    if (runs(named, env)) return { ok: true, path: named };
    return { ok: false, message: `KUBECTL_PATH names ${named}, which cannot be run.` };
  }
  if (runs('kubectl', env)) return { ok: true, path: 'kubectl' };
  const installed = await install();
  if (installed !== null) return { ok: true, path: installed };
  return {
    ok: false,
    message:
      'No kubectl for the tests of the embedded AKS. Install one, or name it: KUBECTL_PATH=/path/to/kubectl npm test',
  };
}

function runs(path, env) {
  return spawnSync(path, ['version', '--client'], { stdio: 'ignore', env }).error === undefined;
}

async function installFromDebian() {
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!mayInstall) return null;
  process.stderr.write('Installing kubectl for the tests…\n');
  const install = () =>
    runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'kubernetes-client'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  if ((await install()) !== 0) {
    // A fresh image has no package lists.
    if ((await runCommand('apt-get', ['update', '-qq'])) !== 0) return null;
    if ((await install()) !== 0) return null;
  }
  return existsSync(system) ? system : null;
}
