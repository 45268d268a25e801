import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadScenario } from '../../simulator/scenario.ts';
import { runCli } from '../testing/run-cli.ts';
import { urlVariable } from './control-client.ts';

const child = fork(join(import.meta.dirname, '..', 'serve', 'simulator-child.ts'), ['healthy', '0']);
const folder = mkdtempSync(join(tmpdir(), 'own-scenarios-'));
let url: string;

beforeAll(async () => {
  const [ready] = await once(child, 'message');
  url = `${z.object({ armUrl: z.string() }).parse(ready).armUrl}/control`;
});
afterAll(async () => {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
  rmSync(folder, { recursive: true });
});

const simulate = (...args: readonly string[]) => runCli(['simulate', ...args], { env: { [urlVariable]: url } });

test('lists scenarios with their titles, without an embedded AKS', async () => {
  const run = await runCli(['simulate', 'list']);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toMatch(/^ {2}SCENARIO +WHAT HAPPENS$/m);
  expect(run.stdout).toMatch(/^ {2}healthy +A healthy cluster$/m);
});

test('says how the world is, for people and for programs', async () => {
  const run = await simulate('status');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toMatch(/^Scenario healthy, \S+Z, paused$/m);
  expect(run.stdout).toMatch(/^ {2}ingress\/gateway +Local +\d+\.\d+\.\d+\.\d+ +3$/m);
  expect(run.stdout).toMatch(/^ {2}aks-spot-\S+ .* running +running +yes$/m);
  const json = await runCli(['simulate', 'status', '--json', '--url', url]);
  expect(JSON.parse(json.stdout)).toMatchObject({ scenario: 'healthy', speed: 0 });
});

const actions: readonly (readonly string[])[] = [
  ['evict', 'spot'],
  ['kill', 'pool:apps', 'deallocate'],
  ['revive', 'pool:apps'],
  ['drain', 'hosting:gateway'],
  ['scale', 'ingress/gateway', '5'],
  ['rollout', 'ingress/gateway'],
  ['policy', 'ingress/gateway', 'Cluster'],
  ['break', 'kube-proxy', 'pool:system'],
  ['mend', 'kube-proxy', 'pool:system'],
  ['act', '{"do":"lose-zone","zone":"1"}'],
];

describe('does to the world', () => {
  test.each(actions)('%s %s', async (...args) => {
    const run = await simulate(...args);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Done\. It is \S+Z, paused\.\n {2}\d\d:\d\d:\d\d {2}\S/);
  });

  test('what it was told, so that the state shows it', async () => {
    await simulate('policy', 'ingress/gateway', 'Local');
    expect((await simulate('status')).stdout).toMatch(/ingress\/gateway +Local/);
    await simulate('policy', 'ingress/gateway', 'Cluster');
    expect((await simulate('status')).stdout).toMatch(/ingress\/gateway +Cluster/);
  });

  test('a run of a scenario, and how time goes', async () => {
    expect(await simulate('run', 'nsg-blocks-probe')).toMatchObject({ exitCode: 0 });
    expect((await simulate('skip', '60')).stdout).toContain('security rule deny-unknown-inbound written');
    expect((await simulate('speed', '20')).stdout).toContain('20× speed');
    expect((await simulate('pause')).stdout).toContain('paused');
  });

  test("the events of a file of one's own, by its path", async () => {
    const run = await simulate('run', ownFile('night.yaml', 'timeline: [{ at: 1, action: { do: kill, node: spot } }]'));
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('scenario night runs from now on');
    expect((await simulate('status')).stdout).toMatch(/^Scenario night in the cluster of healthy, /m);
  });

  test('nothing when the file is wrong, with the words of `serve --scenario`', async () => {
    for (const path of [ownFile('wrong.yaml', 'timelime: []'), join(folder, 'none.yaml')]) {
      const run = await simulate('run', path);
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toBe(`${toldByLoader(path)}\n`);
    }
  });
});

function ownFile(name: string, ...more: readonly string[]): string {
  const path = join(folder, name);
  const least = ['title: mine', 'description: mine', 'cluster: { pools: [{ name: apps, count: 1 }] }'];
  writeFileSync(path, [...least, ...more].join('\n'));
  return path;
}

function toldByLoader(path: string): string {
  try {
    loadScenario(path);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'nothing wrong';
}

const refusals: readonly [string, readonly string[], RegExp][] = [
  ['a scenario that does not exist', ['run', 'none'], /there is no scenario "none"/],
  ['a node that does not exist', ['evict', 'pool:none'], /no node fits/],
  ['a number that is none', ['scale', 'ingress/gateway', 'many'], /replicas/],
  ['a word that is not among the choices', ['policy', 'ingress/gateway', 'Global'], /Cluster, Local/],
  ['an action that is no JSON', ['act', 'evict'], /must be a JSON object/],
  ['an action that does not exist', ['act', '{"do":"paint"}'], /do/],
  ['an address that is none', ['pause', '--url', 'ftp://x'], /no address of a control API/],
  ['an address where nothing is', ['pause', '--url', 'http://127.0.0.1:1'], /^No embedded AKS answers at http:/],
];

test.each(refusals)('refuses %s with exit code 2', async (_name, args, words) => {
  const run = await simulate(...args);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toMatch(words);
});

test('without an address it says how to give one; --help names every command', async () => {
  const run = await runCli(['simulate', 'pause']);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain(`--url or ${urlVariable}`);
  const { stdout, exitCode } = await runCli(['simulate', '--help']);
  expect(exitCode).toBe(0);
  for (const [name = ''] of [['status'], ['list'], ['run'], ['skip'], ...actions])
    expect(stdout).toContain(`  ${name} `);
});
