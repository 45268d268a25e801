import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import type { EmbeddedAks } from './embedded-aks.ts';
import { type OpenedClusters, openClusters } from './open-clusters.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const fixture = (name: string) => join(import.meta.dirname, '..', '..', '..', 'fixtures', 'dataplane', `${name}.tgz`);
let dir: string;
let opened: OpenedClusters | null;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clusters-'));
  opened = null;
  // What this machine has must not decide what a test sees.
  vi.stubEnv('KUBECONFIG', join(dir, 'none'));
  vi.stubEnv('KUBERNETES_SERVICE_HOST', '');
});
afterEach(async () => {
  if (opened?.ok === true) for (const cluster of opened.clusters) await cluster.stop();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

/** A kubeconfig whose API server nobody answers for. */
function writeKubeconfig(contexts: readonly string[]): string {
  const path = join(dir, 'kubeconfig');
  writeFileSync(
    path,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': contexts[0],
      clusters: [{ name: 'aks', cluster: { server: 'https://127.0.0.1:1' } }],
      users: [{ name: 'me', user: { token: 'x' } }],
      contexts: contexts.map((name) => ({ name, context: { cluster: 'aks', user: 'me' } })),
    }),
  );
  return path;
}

function embeddedAks(stop: () => void): EmbeddedAks {
  return {
    name: 'demo',
    scenario: 'any',
    kubeconfigPath: writeKubeconfig(['demo']),
    armUrl: 'http://127.0.0.1:1',
    subscriptionId: '11111111-2222-3333-4444-555555555555',
    nodeResourceGroup: 'MC_demo',
    managedClusterId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/demo',
    stop,
  };
}

const noEmbedded = () => Promise.reject(new Error('no scenario of that name'));

async function open(
  flags: Record<string, unknown>,
  startEmbedded: (name: string) => Promise<EmbeddedAks> = noEmbedded,
) {
  const config = readConfig(flags, {});
  if (!config.ok) throw new Error(config.problems.join());
  opened = await openClusters(config.value, log, startEmbedded);
  return opened;
}

function rows(result: OpenedClusters): readonly (readonly [string, string])[] {
  return result.ok ? result.clusters.map(({ id, origin }) => [id, origin] as const) : [];
}

describe('what is shown', () => {
  test('bundles, each under an address of its own', async () => {
    const result = await open({ bundle: [fixture('01-even'), fixture('05-zero-pods')] });
    expect(rows(result)).toEqual([
      ['lab-aks', 'bundle'],
      ['lab-aks-2', 'bundle'],
    ]);
    expect(result).toMatchObject({ notices: [] });
  });

  test('contexts, whose names may hold what an address cannot', async () => {
    const kubeconfig = writeKubeconfig(['prod west/1', 'prod']);
    const result = await open({ kubeconfig, context: ['prod west/1', 'prod'], azure: 'off' });
    expect(rows(result)).toEqual([
      ['prod-west-1', 'live'],
      ['prod', 'live'],
    ]);
    const names = result.ok ? result.clusters.map((cluster) => cluster.current().snapshot.cluster) : [];
    expect(names).toEqual(['prod west/1', 'prod']);
  });

  test('the current context when nothing is named', async () => {
    vi.stubEnv('KUBECONFIG', writeKubeconfig(['mine', 'other']));
    expect(rows(await open({ azure: 'off' }))).toEqual([['mine', 'live']]);
  });

  test('an embedded AKS when there is nothing else, and that is said; it ends with its cluster', async () => {
    const stop = vi.fn<() => void>();
    const result = await open({}, () => Promise.resolve(embeddedAks(stop)));
    expect(rows(result)).toEqual([['demo', 'embedded']]);
    expect(result).toMatchObject({ notices: expect.arrayContaining([expect.stringContaining('embedded AKS')]) });
    if (result.ok) await result.clusters[0]?.stop();
    expect(stop).toHaveBeenCalledTimes(1);
  });
});

describe('what cannot be shown', () => {
  test('is named, all of it', async () => {
    const kubeconfig = writeKubeconfig(['prod']);
    const missing = join(dir, 'none.tgz');
    const result = await open({ kubeconfig, context: ['nope'], bundle: [missing] });
    expect(result).toEqual({
      ok: false,
      problems: [expect.stringContaining('no context nope; it has: prod'), expect.stringContaining('none.tgz')],
    });
  });

  test('includes a scenario that does not exist', async () => {
    expect(await open({ scenario: 'nope' })).toEqual({ ok: false, problems: ['--scenario: no scenario of that name'] });
  });
});
