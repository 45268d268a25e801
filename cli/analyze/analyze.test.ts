import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { encodedReportSchema } from '../../lib/report/encoded-report.ts';
import { type Report, reportSchema } from '../../lib/report/report.ts';
import { runCli, startCli } from '../testing/run-cli.ts';

const fixture = (name: string) => join(import.meta.dirname, '..', '..', 'fixtures', `${name}.tgz`);
const lostNode = fixture('dataplane/28-deleted-node');
const even = fixture('dataplane/01-even');
const nobodyServes = fixture('dataplane/05-zero-pods');

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'analyze-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** The report, and nothing that the contract does not know. */
function parseReport(text: string): Report {
  const printed: unknown = JSON.parse(text);
  const report = reportSchema.parse(printed);
  expect(printed).toEqual(report);
  return report;
}

describe('analyze --json', () => {
  test('one bundle is one document of the contract', async () => {
    const run = await runCli(['analyze', '--json', lostNode]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    const report = parseReport(run.stdout);
    expect(report).toMatchObject({ formatVersion: 1, cluster: 'lab-aks' });
    expect(report.services.map((service) => service.name)).toEqual(['web-cluster', 'web-local']);
    expect(report.findings.map((finding) => finding.code)).toContain('endpoints-on-lost-node');
    for (const { policies } of report.services) {
      for (const { pods, lostShare } of [policies.Cluster, policies.Local]) {
        expect(pods.reduce((sum, pod) => sum + pod.share, lostShare)).toBeCloseTo(1, 9);
      }
    }
  });

  test('several bundles are an array in the order given, with progress elsewhere', async () => {
    const run = await runCli(['analyze', nobodyServes, even, '--json']);
    const reports = z.array(reportSchema).parse(JSON.parse(run.stdout));
    const alone = await Promise.all([nobodyServes, even].map((path) => runCli(['analyze', '--json', path])));
    expect(reports).toEqual(alone.map(({ stdout }) => JSON.parse(stdout)));
    expect(run.stderr).toBe(`[1/2] ${nobodyServes}\n[2/2] ${even}\n`);
  });

  test('one of several that cannot be read stands in its place, and the exit code says so', async () => {
    const missing = join(dir, 'none.tgz');
    const run = await runCli(['analyze', '--json', '--fail-on', 'low', even, missing, nobodyServes]);
    expect(run.exitCode).toBe(2);
    const [first, second, third] = z.array(z.unknown()).length(3).parse(JSON.parse(run.stdout));
    expect([first, third].map((report) => reportSchema.parse(report).cluster)).toEqual(['lab-aks', 'lab-aks']);
    expect(second).toEqual({
      formatVersion: 1,
      error: { bundle: missing, message: expect.stringContaining('none.tgz') },
    });
    expect(run.stderr).toContain('none.tgz');
  });

  test('one Service is the document with that Service, its load balancers and its findings', async () => {
    const run = await runCli(['analyze', '--json', '--service', 'shop/web-local', lostNode]);
    const report = parseReport(run.stdout);
    expect(report.services.map((service) => service.name)).toEqual(['web-local']);
    expect(report.loadBalancers.map((balancer) => balancer.name)).toEqual(['kubernetes']);
    expect(report.findings.filter((finding) => finding.service?.name === 'web-cluster')).toEqual([]);
  });

  test('lists of nodes can be written as runs', async () => {
    const run = await runCli(['analyze', '--json', '--encoding', 'node-runs', lostNode]);
    expect(encodedReportSchema.parse(JSON.parse(run.stdout)).nodes).toHaveLength(7);
  });

  test('whoever stops reading early is no error', async () => {
    const child = startCli(['analyze', '--json', ...Array.from({ length: 40 }, () => even)]);
    if (child.stdout === null) throw new Error('no output');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(0);
  });
});

describe('analyze as tables', () => {
  test('says what is wrong, where, how that is known and what to do', async () => {
    const { stdout, exitCode } = await runCli(['analyze', lostNode]);
    expect(exitCode).toBe(0);
    for (const words of [
      /33.3 % of new connections of shop\/web-cluster go to 1 endpoint on 1 lost node/,
      /kubernetes live/,
      /shop\/web-local\s+Local\s+healthy/,
      /aks-apps-22222222-vmss000001 .* 16\.7 % {2}in-rotation/,
      /HIGH {2}33.3 % .*\[endpoints-on-lost-node\]/,
      /\$ kubectl --context lab-aks/,
      /More: docs\/findings\/endpoints-on-lost-node\.md/,
    ]) {
      expect(stdout).toMatch(words);
    }
  });

  test('the other policy is shown as what would be, without verdicts', async () => {
    const { stdout } = await runCli(['analyze', lostNode, '--service', 'shop/web-cluster', '--policy', 'Local']);
    expect(stdout).toContain('Under externalTrafficPolicy Local, if it were Local; it is Cluster: 0 % lost');
    expect(stdout).toMatch(/aks-apps-22222222-vmss000001 .* up +accept +100 %\n/);
    expect(stdout).not.toContain('VERDICT');
  });

  test('a cluster of many Services lists them and says how to see one', async () => {
    writeBundleOf(12);
    const { stdout } = await runCli(['analyze', dir]);
    expect(stdout.match(/^ {2}shop\/web-\d+ /gm)).toHaveLength(12);
    expect(stdout).toContain('add --service <namespace>/<name>');
    expect(stdout).not.toContain('Under externalTrafficPolicy');
  });
});

describe('exit codes', () => {
  test.each([
    ['critical', nobodyServes, 1],
    ['critical', lostNode, 0],
    ['high', lostNode, 1],
    ['info', even, 1],
  ])('--fail-on %s of %s is %i', async (severity, path, exitCode) => {
    expect((await runCli(['analyze', '--fail-on', severity, path])).exitCode).toBe(exitCode);
  });

  test('--fail-on looks at the Service that was asked for', async () => {
    const failOn = ['--fail-on', 'high', even];
    expect((await runCli(['analyze', '--service', 'shop/web-local', ...failOn])).exitCode).toBe(1);
    expect((await runCli(['analyze', '--service', 'shop/web-cluster', ...failOn])).exitCode).toBe(0);
  });

  test.each([
    [['analyze'], "missing required argument 'bundle'"],
    [['analyze', even, '--policy', 'local'], 'Allowed choices are Cluster, Local'],
    [['analyze', even, '--fail-on', 'bad'], 'Allowed choices are critical, high, medium, low, info'],
    [['analyze', even, '--service', 'web'], 'Expected namespace/name'],
    [['analyze', even, '--jsn'], "unknown option '--jsn'"],
    [['analyse', even], "unknown command 'analyse'"],
  ])('%j is refused with what would be right', async (args, words) => {
    const run = await runCli(args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(words);
  });

  test('an unknown Service is refused with those that there are', async () => {
    const run = await runCli(['analyze', '--service', 'shop/nope', even]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(
      'no Service shop/nope of type LoadBalancer; there is shop/web-cluster, shop/web-local.',
    );
  });

  test('a broken file is named and the rest is analysed', async () => {
    writeBundleOf(1);
    writeFileSync(join(dir, 'azure', 'loadbalancers.json'), '{"value": [');
    const run = await runCli(['analyze', '--json', dir]);
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('azure/loadbalancers.json');
    expect(parseReport(run.stdout).services).toHaveLength(1);
  });

  test('--help has examples and the exit codes', async () => {
    const { exitCode, stdout } = await runCli(['analyze', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples:[\s\S]*Exit codes: 0 done; 1 with --fail-on/);
  });
});

/** A bundle as kubectl would print it: so many Services, one node, no Azure. */
function writeBundleOf(services: number): void {
  mkdirSync(join(dir, 'kubernetes'));
  mkdirSync(join(dir, 'azure'));
  const write = (name: string, items: readonly object[]) =>
    writeFileSync(join(dir, 'kubernetes', `${name}.json`), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  write('nodes', [
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n0', uid: 'u', resourceVersion: '1' }, spec: {}, status: {} },
  ]);
  write('endpointslices', []);
  write(
    'services',
    Array.from({ length: services }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        namespace: 'shop',
        name: `web-${index}`,
        uid: `0000000${index}-0000-4000-8000-000000000000`,
        resourceVersion: '1',
      },
      spec: { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30_000 + index }] },
      status: {},
    })),
  );
}
