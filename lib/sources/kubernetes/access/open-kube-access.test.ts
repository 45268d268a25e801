import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectionPath } from '../resource.ts';
import { startConnectProxy } from '../testing/connect-proxy.ts';
import { type FakeApiServer, startFakeApiServer } from '../testing/fake-api-server.ts';
import { kubeConfigText } from '../testing/kube-config-text.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { createKubeTransport, type KubeTransport } from '../transport/kube-transport.ts';
import type { EntraCredential } from './entra-user.ts';
import type { KubeConfigSource } from './kube-config-source.ts';
import { openKubeAccess } from './open-kube-access.ts';

const nodes = collectionPath('nodes');
let server: FakeApiServer;
let folder: string;
let clock: ManualClock;
const transports: KubeTransport[] = [];

beforeEach(async () => {
  server = await startFakeApiServer();
  server.serve(nodes);
  folder = mkdtempSync(path.join(tmpdir(), 'kubeconfig-'));
  clock = createManualClock();
});

afterEach(async () => {
  for (const transport of transports.splice(0)) transport.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

function open(source: KubeConfigSource, entraCredential: EntraCredential | null = null) {
  const opened = openKubeAccess({ source, context: null, entraCredential, clock });
  if (!opened.ok) throw new Error(opened.message);
  const transport = createKubeTransport({ access: opened.access, clock });
  transports.push(transport);
  return () => transport.readJson({ path: nodes, signal: new AbortController().signal });
}

const openText = (user: object, entra: EntraCredential | null = null) =>
  open({ kind: 'text', text: kubeConfigText(server.url, user) }, entra);

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** A credential plugin that answers as the script says. */
function plugin(script: string, more: object = {}) {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', script],
    ...more,
  };
  return { exec };
}

const printToken = (token: string, expires = '') =>
  `console.log(JSON.stringify({status:{token:${token}${expires && `,expirationTimestamp:'${expires}'`}}}))`;

describe('kinds of users', () => {
  it.each([
    ['token', { token: 'abc' }, 'Bearer abc'],
    ['username and password', { username: 'me', password: 'secret' }, `Basic ${btoa('me:secret')}`],
    ['credential plugin', plugin(printToken("'from-plugin'")), 'Bearer from-plugin'],
    [
      'plugin that is told what kubectl tells it',
      plugin(printToken('JSON.parse(process.env.KUBERNETES_EXEC_INFO).kind + process.env.EXTRA'), {
        env: [{ name: 'EXTRA', value: '-extra' }],
      }),
      'Bearer ExecCredential-extra',
    ],
  ])('signs in with a %s', async (_name, user, authorization) => {
    expect(await openText(user)()).toHaveProperty('ok', true);
    expect(server.requests[0]?.authorization).toBe(authorization);
  });

  it('reads a token file again when the token in it was rotated', async () => {
    const file = write('config', kubeConfigText(server.url, { tokenFile: 'token' }));
    write('token', 'first\n');
    const read = open({ kind: 'file', path: file });
    server.allowOnly('Bearer first');
    expect(await read()).toHaveProperty('ok', true);
    write('token', 'second\n');
    server.allowOnly('Bearer second');
    expect(await read()).toHaveProperty('ok', true);
  });

  it('reads the kubeconfig again when its token is refused', async () => {
    const file = write('config', kubeConfigText(server.url, { token: 'first' }));
    const read = open({ kind: 'file', path: file });
    await read();
    write('config', kubeConfigText(server.url, { token: 'second' }));
    server.allowOnly('Bearer second');
    expect(await read()).toHaveProperty('ok', true);
  });

  it('keeps the credentials it has while the kubeconfig is being written', async () => {
    const file = write('config', kubeConfigText(server.url, { token: 'first' }));
    const read = open({ kind: 'file', path: file });
    await read();
    write('config', 'clusters: [');
    server.allowOnly('Bearer other');
    expect(await read()).toMatchObject({ reason: 'unauthorized' });
    server.allowOnly('Bearer first');
    expect(await read()).toHaveProperty('ok', true);
  });

  it('impersonates the user and the groups that the kubeconfig names', async () => {
    const text = kubeConfigText(server.url, { token: 'x', as: 'viewer', 'as-groups': ['a', 'b'], 'as-uid': '7' });
    const opened = openKubeAccess({ source: { kind: 'text', text }, context: null, entraCredential: null, clock });
    const credentials = opened.ok ? await opened.access.credentials() : null;
    expect(credentials).toMatchObject({
      body: { headers: { 'impersonate-user': 'viewer', 'impersonate-group': ['a', 'b'], 'impersonate-uid': '7' } },
    });
  });
});

describe('credential plugins', () => {
  const runs = (file: string) => `require('fs').appendFileSync(${JSON.stringify(file)}, 'x');`;
  const count = (file: string) => import('node:fs').then((fs) => fs.readFileSync(file, 'utf8').length);

  it('run once for requests at the same time and until their answer expires', async () => {
    const log = path.join(folder, 'runs');
    const expires = new Date(clock.now() + 60_000).toISOString();
    const read = openText(plugin(runs(log) + printToken("'t'", expires)));
    await Promise.all([read(), read(), read()]);
    await read();
    expect(await count(log)).toBe(1);
    clock.advance(50_000);
    await read();
    expect(await count(log)).toBe(2);
  });

  it('run again when their token is refused, but not for every refusal', async () => {
    const log = path.join(folder, 'runs');
    const read = openText(plugin(runs(log) + printToken("'t'")));
    server.allowOnly('Bearer other');
    await read();
    await read();
    await read();
    expect(await count(log)).toBe(2);
    clock.advance(10_000);
    await read();
    expect(await count(log)).toBe(3);
  });

  it.each([
    ['fails', plugin("console.error('please log in'); process.exit(3)"), 'ended with code 3: please log in'],
    ['prints something else', plugin("console.log('hello')"), 'is no ExecCredential'],
    [
      'is not installed',
      { exec: { apiVersion: 'v1', command: 'no-such-plugin', installHint: 'Install it from somewhere.' } },
      'cannot be started: spawn no-such-plugin ENOENT. Install it from somewhere.',
    ],
    ['has no command', { exec: { apiVersion: 'v1' } }, 'user shop-user: exec.command'],
  ])('say what is wrong when one %s', async (_name, user, message) => {
    expect(await openText(user)()).toMatchObject({
      reason: 'credentials',
      message: expect.stringMatching(new RegExp(`^Cannot sign in to context shop: .*${message}`)),
    });
  });

  it('are ended when they wait for a person', async () => {
    const answer = openText(plugin('setInterval(() => {}, 1000)'))();
    await clock.untilWaiting(30_000);
    clock.advance(30_000);
    expect(await answer).toMatchObject({ message: expect.stringContaining('Does it wait for someone to sign in?') });
  });
});

describe('Entra', () => {
  const getToken = vi.fn(async (scope: string) => ({ token: `for ${scope}` }));
  const kubelogin = (...args: string[]) => ({
    exec: { apiVersion: 'client.authentication.k8s.io/v1beta1', command: 'kubelogin', args: ['get-token', ...args] },
  });

  it.each([
    ['kubelogin', kubelogin(), '6dae42f8-4368-4678-94ff-3960e28e3630'],
    ['kubelogin with a server id', kubelogin('--server-id', 'abc'), 'abc'],
    ['kubelogin with --server-id=', kubelogin('--server-id=abc'), 'abc'],
    ['the old azure provider', { 'auth-provider': { name: 'azure', config: { 'apiserver-id': 'def' } } }, 'def'],
  ])('signs in users of %s without a program', async (_name, user, serverId) => {
    expect(await openText(user, { getToken })()).toHaveProperty('ok', true);
    expect(server.requests[0]?.authorization).toBe(`Bearer for ${serverId}/.default`);
  });

  it('leaves proof-of-possession tokens to kubelogin', async () => {
    expect(await openText(kubelogin('--pop-enabled'), { getToken })()).toMatchObject({
      message: expect.stringContaining('Credential plugin kubelogin'),
    });
  });

  it('says why Entra gave no token', async () => {
    const refuse = () => Promise.reject(new Error('AADSTS700016: no such application'));
    expect(await openText(kubelogin(), { getToken: refuse })()).toMatchObject({
      reason: 'credentials',
      message: 'Cannot sign in to context shop: AADSTS700016: no such application',
    });
  });
});

it('goes through the proxy that the kubeconfig names, over one tunnel', async () => {
  const proxy = await startConnectProxy();
  const text = kubeConfigText(server.url, { token: 'x' }, { 'proxy-url': proxy.url });
  const read = open({ kind: 'text', text });
  expect(await read()).toHaveProperty('ok', true);
  expect(await read()).toHaveProperty('ok', true);
  expect(proxy.targets).toEqual([new URL(server.url).host]);
  transports.at(-1)?.close();
  await proxy.close();
});
