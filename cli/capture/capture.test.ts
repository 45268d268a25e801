import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { openBundle } from '../../lib/sources/bundle/open-bundle.ts';
import { collectionPath } from '../../lib/sources/kubernetes/resource.ts';
import { type SourceWorld, startSourceWorld } from '../../lib/sources/kubernetes/testing/source-world.ts';
import { firstCertificate } from '../../lib/sources/kubernetes/testing/test-certificates.ts';
import { wireNode, wirePod, wireService, wireSlice } from '../../lib/sources/kubernetes/testing/wire-objects.ts';
import { runCli } from '../testing/run-cli.ts';

let dir: string;
let world: SourceWorld;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'capture-'));
  world = await startSourceWorld();
  world.put('services', wireService('shop/web', { app: 'web' }));
  world.put('endpointSlices', wireSlice('shop/web-1', 'web'));
  world.put('nodes', wireNode('n1'));
  world.put('pods', wirePod('shop/web-a', { app: 'web' }));
});
afterEach(async () => {
  await world.close();
  rmSync(dir, { recursive: true });
});

function kubeconfig(): string {
  const path = join(dir, 'kubeconfig');
  const ca = Buffer.from(firstCertificate.cert).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab aks',
    clusters: [{ name: 'lab', cluster: { server: world.server.url, 'certificate-authority-data': ca } }],
    users: [{ name: 'me', user: { token: 'the-token' } }],
    contexts: [{ name: 'lab aks', context: { cluster: 'lab', user: 'me' } }],
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

async function snapshotIn(path: string): Promise<Snapshot> {
  const opened = await openBundle(path);
  if (!opened.ok) throw new Error(opened.message);
  expect(opened.problems).toEqual([]);
  return opened.snapshot;
}

describe('capture', () => {
  test('writes a bundle of what the cluster says, and only its name to stdout', async () => {
    const out = join(dir, 'night.tgz');
    const run = await runCli(['capture', '--kubeconfig', kubeconfig(), '--azure', 'off', '--out', out]);
    expect(run).toMatchObject({ exitCode: 0, stdout: `${out}\n` });
    expect(run.stderr).toContain(`Reading lab aks at ${world.server.url}`);
    expect(run.stderr).toMatch(/ {2}kubernetes services 1\n/);
    expect(run.stderr).not.toContain('the-token');
    const { cluster, kubernetes, azure } = await snapshotIn(out);
    expect(cluster).toBe('lab aks');
    expect(kubernetes.services?.map((service) => service.name)).toEqual(['web']);
    expect(kubernetes.pods?.map((pod) => pod.name)).toEqual(['web-a']);
    expect(azure.loadBalancers).toBeNull();
  });

  test('names the file after cluster and time when nothing else is said', async () => {
    const run = await runCli(['capture', '--kubeconfig', kubeconfig(), '--azure', 'off'], { cwd: dir });
    const name = run.stdout.trim();
    expect(name).toMatch(/^lab-aks-\d{8}T\d{6}Z\.tgz$/);
    expect(readdirSync(dir)).toContain(name);
  });

  test('leaves out what is not permitted, and says what is missing and how to check it', async () => {
    world.server.deny('list', collectionPath('pods'));
    const out = join(dir, 'part');
    const run = await runCli(['capture', '--kubeconfig', kubeconfig(), '--azure', 'off', '--out', out]);
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toMatch(/Missing in the bundle:\n(.*\n)*? {2}pods: .*\n {4}check: kubectl auth can-i list pods/);
    const { kubernetes } = await snapshotIn(out);
    expect(kubernetes.pods).toBeNull();
    expect(kubernetes.nodes).toHaveLength(1);
  });

  test('writes nothing when nothing can be read, and says why', async () => {
    world.server.allowOnly('Bearer another-token');
    const out = join(dir, 'night.tgz');
    const run = await runCli(['capture', '--kubeconfig', kubeconfig(), '--azure', 'off', '--out', out]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/401|Unauthorized|sign/i);
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    [['--kubeconfig', 'none'], 'Cannot read kubeconfig none'],
    [[], 'There is no kubeconfig'],
    [['--wait', 'soon'], 'Expected a number of seconds'],
    [['--context', 'a', '--context', 'b'], '--context: name one cluster; 2 are set.'],
  ])('%j is refused', async (args, words) => {
    const run = await runCli(['capture', ...args], { cwd: dir });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(words);
  });
});
