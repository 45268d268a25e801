import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../testing/run-cli.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'serve-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Every way in which it must refuse to start; nothing listens then. */
const refusals: readonly [string, readonly string[], Record<string, string>, RegExp][] = [
  [
    'an open address',
    ['--host', '0.0.0.0'],
    {},
    /--host: other machines can connect to 0\.0\.0\.0, so say who may look/,
  ],
  ['a wrong flag', ['--port', '99999'], {}, /--port: expected 0 to 65535, got "99999"/],
  [
    'a wrong variable',
    [],
    { AKS_INGRESS_HEALTH_PORT: 'x' },
    /AKS_INGRESS_HEALTH_PORT: expected a port number, got "x"/,
  ],
  ['a short secret', [], { AKS_INGRESS_HEALTH_ACCESS_TOKEN: 'short' }, /AKS_INGRESS_HEALTH_ACCESS_TOKEN: must have/],
  ['a missing bundle', ['--bundle', 'none.tgz'], {}, /none\.tgz/],
  ['a missing kubeconfig', ['--kubeconfig', 'none'], {}, /Cannot read kubeconfig none/],
  ['a context without a kubeconfig', ['--context', 'prod'], {}, /There is no kubeconfig/],
  ['an ARM address in clear text', ['--arm-endpoint', 'http://arm.example'], {}, /would send tokens in clear text/],
  ['a missing CA', ['--arm-ca-file', 'none.pem'], {}, /--arm-ca-file: cannot read none\.pem/],
];

describe('serve refuses to start', () => {
  test.each(refusals)('with %s', async (_name, args, env, words) => {
    const run = await runCli(['serve', ...args], { env, cwd: dir });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/^Cannot start:\n {2}/);
    expect(run.stderr).toMatch(words);
  });

  test('with a context that the kubeconfig does not have, and says which there are', async () => {
    const kubeconfig = join(dir, 'kubeconfig');
    const clusters = [{ name: 'aks', cluster: { server: 'https://127.0.0.1:1' } }];
    const contexts = [{ name: 'aks', context: { cluster: 'aks', user: 'me' } }];
    const users = [{ name: 'me', user: { token: 'secret-token' } }];
    writeFileSync(kubeconfig, JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters, contexts, users }));
    const run = await runCli(['serve', '--kubeconfig', kubeconfig, '--context', 'prod']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('no context prod; it has: aks');
    expect(run.stderr).not.toContain('secret-token');
  });
});

test('--help names every setting with its flag', async () => {
  const { stdout, exitCode } = await runCli(['serve', '--help']);
  expect(exitCode).toBe(0);
  for (const flag of [
    '--host',
    '--port',
    '--bundle',
    '--context',
    '--allow-anonymous',
    '--trusted-proxy',
    '--config',
  ]) {
    expect(stdout).toContain(`  ${flag} `);
  }
  expect(stdout).toContain('Examples:');
});
