import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from './read-config.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(name: string, content: unknown): string {
  const path = join(dir, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function problems(flags: Record<string, unknown>, env: Record<string, string> = {}): readonly string[] {
  const config = readConfig(flags, env);
  return config.ok ? [] : config.problems;
}

const subscription = '11111111-2222-3333-4444-555555555555';

describe('configuration', () => {
  test('takes assumed constants from the file, and names the one that is wrong', () => {
    const config = readConfig({ config: write('good.json', { assumptions: { drainSeconds: 25 } }) }, {});
    expect(config.ok && config.value.assumptions).toEqual({ drainSeconds: 25 });
    const bad = write('bad.json', { assumptions: { drainSeconds: -1 } });
    expect(problems({ config: bad })).toEqual([`${bad}: assumptions.drainSeconds: expected 0 s or more`]);
  });

  test('without any setting this machine alone may look at the cluster at hand', () => {
    expect(readConfig({}, {})).toEqual({
      ok: true,
      value: {
        host: '127.0.0.1',
        port: 8080,
        portIsGiven: false,
        allowedHosts: [],
        access: { kind: 'loopback' },
        logLevel: 'info',
        bundles: [],
        clusters: [
          { id: null, from: { kind: 'default' }, managedClusterId: null, subscription: null, nodeResourceGroup: null },
        ],
        kubeconfig: null,
        acknowledgements: null,
        assumptions: {},
        probeNodes: false,
        scenario: null,
        azure: { enabled: true, armEndpoint: null, caFile: null, tokenScope: null, tokenFile: null },
      },
    });
  });

  test('a flag wins over the environment, which wins over the file', () => {
    const file = write('config.json', { port: 1, host: '127.0.0.1', logLevel: 'warn' });
    const env = { AKS_INGRESS_HEALTH_CONFIG: file, AKS_INGRESS_HEALTH_PORT: '2', AKS_INGRESS_HEALTH_HOST: 'localhost' };
    expect(readConfig({ port: '3' }, env)).toMatchObject({
      value: { port: 3, portIsGiven: true, host: 'localhost', logLevel: 'warn' },
    });
  });

  test('lists come from repeated flags or from commas', () => {
    expect(readConfig({ bundle: ['a.tgz', 'b.tgz'] }, {})).toMatchObject({ value: { bundles: ['a.tgz', 'b.tgz'] } });
    const env = { AKS_INGRESS_HEALTH_ALLOWED_HOSTS: 'Health.example.com, other' };
    expect(readConfig({}, env)).toMatchObject({ value: { allowedHosts: ['health.example.com', 'other'] } });
  });

  test('bundles alone ask for no live cluster', () => {
    expect(readConfig({ bundle: ['a.tgz'] }, {})).toMatchObject({ value: { clusters: [] } });
  });

  test('clusters of the file keep their Azure hints apart', () => {
    const file = write('config.json', {
      clusters: [{ id: 'west', context: 'aks-west', subscription }, { inCluster: true }],
    });
    expect(readConfig({ config: file }, {})).toMatchObject({
      value: {
        clusters: [
          { id: 'west', from: { kind: 'context', context: 'aks-west' }, subscription },
          { id: null, from: { kind: 'in-cluster' }, subscription: null },
        ],
      },
    });
  });
});

describe('a wrong setting is named as it was set', () => {
  test('as a flag, a variable or a field', () => {
    const file = write('config.json', { logLevel: 'loud' });
    expect(problems({ port: 'abc', config: file }, { AKS_INGRESS_HEALTH_ALLOWED_HOSTS: 'http://x' })).toEqual([
      '--port: expected a port number, got "abc"',
      'AKS_INGRESS_HEALTH_ALLOWED_HOSTS: expected a host name without scheme and port, got "http://x"',
      `${file}: logLevel: expected debug, info, warn, error, silent, got "loud"`,
    ]);
  });

  test.each([
    [{ port: '70000' }, '--port: expected 0 to 65535, got "70000"'],
    [{ 'trusted-proxy': ['10.0.0.0/33'] }, '--trusted-proxy: expected an address such as 10.0.0.7'],
    [{ subscription: 'mine' }, '--subscription: expected a UUID, got "mine"'],
    [{ 'managed-cluster-id': 'aks' }, '--managed-cluster-id: expected an ARM id'],
    [{ 'arm-endpoint': 'ftp://x' }, '--arm-endpoint: expected a URL'],
  ])('%j', (flags, message) => {
    expect(problems(flags)[0]).toContain(message);
  });

  test('an unknown field of the file, with those that are known', () => {
    const file = write('config.json', { prot: 1 });
    expect(problems({ config: file })[0]).toMatch(/prot is unknown; known are host, port/);
  });

  test('a file that is missing or no JSON', () => {
    expect(problems({ config: join(dir, 'none.json') })[0]).toContain('none.json cannot be read');
    expect(problems({ config: write('bad.json', '{') })[0]).toContain('bad.json is not JSON');
    expect(problems({ config: write('list.json', []) })[0]).toContain('expected a JSON object');
  });

  test('a cluster entry that names no cluster, or two', () => {
    const file = write('config.json', {
      clusters: [{}, { context: 'a', inCluster: true }, { context: 'a', colour: 1 }],
    });
    expect(problems({ config: file })).toEqual([expect.stringContaining('clusters.2: Unrecognized key')]);
    const other = write('other.json', { clusters: [{}, { context: 'a', inCluster: true }] });
    expect(problems({ config: other })).toEqual([
      'clusters.0: set either "context" or "inCluster": true',
      'clusters.1: set either "context" or "inCluster": true',
    ]);
  });

  test('Azure flags with several clusters', () => {
    expect(problems({ context: ['a', 'b'], subscription })).toEqual([
      expect.stringMatching(/^--subscription: there are 2 clusters; set it per cluster/),
    ]);
  });
});

describe('access', () => {
  const open = { host: '0.0.0.0' };
  const token = 'a-long-enough-secret';

  test('an address that others reach needs a word on who may look', () => {
    expect(problems(open)[0]).toMatch(/^--host: other machines can connect to 0\.0\.0\.0, so say who may look/);
    for (const host of ['0.0.0.0', '::', '10.1.2.3', 'health.example.com', '128.0.0.1']) {
      expect(problems({ host })).toHaveLength(1);
    }
    for (const host of ['127.0.0.1', '127.8.9.1', '::1', 'localhost', '::ffff:127.0.0.1']) {
      expect(problems({ host })).toEqual([]);
    }
  });

  test.each([
    [{ 'allow-anonymous': true }, {}, { kind: 'anonymous' }],
    [{}, { AKS_INGRESS_HEALTH_ALLOW_ANONYMOUS: 'true' }, { kind: 'anonymous' }],
    [{}, { AKS_INGRESS_HEALTH_ACCESS_TOKEN: token }, { kind: 'token', token }],
    [
      { 'trusted-proxy-header': 'X-Auth-User', 'trusted-proxy': ['10.0.0.0/8'] },
      {},
      { kind: 'proxy', header: 'x-auth-user', addresses: ['10.0.0.0/8'] },
    ],
  ])('%j %j', (flags, env, access) => {
    expect(readConfig({ ...open, ...flags }, env)).toMatchObject({ ok: true, value: { access } });
  });

  test('the secret may be in a file, and a final newline is not part of it', () => {
    const file = write('token', `${token}\n`);
    expect(readConfig({ ...open, 'access-token-file': file }, {})).toMatchObject({
      value: { access: { kind: 'token', token } },
    });
  });

  test('a secret that can be guessed is refused, and never printed', () => {
    expect(problems({}, { AKS_INGRESS_HEALTH_ACCESS_TOKEN: 'hunter2' })).toEqual([
      'AKS_INGRESS_HEALTH_ACCESS_TOKEN: must have at least 16 characters',
    ]);
    const file = write('token', 'hunter2');
    const [problem] = problems({ 'access-token-file': file });
    expect(problem).toBe(`--access-token-file: the secret in ${file} must have at least 16 characters`);
    expect(problems({ 'access-token-file': join(dir, 'none') })[0]).toContain('cannot read');
  });

  test('a proxy header without the proxy, or the other way round, is refused', () => {
    expect(problems({ 'trusted-proxy-header': 'X-User' })[0]).toContain('also name the proxy');
    expect(problems({ 'trusted-proxy': ['10.0.0.1'] })[0]).toContain('also name the header');
  });

  test('two ways at once are refused', () => {
    const env = { AKS_INGRESS_HEALTH_ACCESS_TOKEN: token };
    expect(problems({ 'allow-anonymous': true }, env)[0]).toMatch(/^choose one of/);
  });
});
