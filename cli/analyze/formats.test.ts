import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from '../testing/run-cli.ts';

const fixture = (name: string) => join(import.meta.dirname, '..', '..', 'fixtures', `${name}.tgz`);
const lostNode = fixture('dataplane/28-deleted-node');
const nobodyServes = fixture('dataplane/05-zero-pods');

let dir: string;
let known: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'formats-'));
  known = join(dir, 'known.yaml');
});
afterEach(() => rmSync(dir, { recursive: true }));

function acknowledge(codes: readonly string[]): void {
  const entries = codes.map((code) => ({ code, reason: 'seen by the team', until: '2999-12-31' }));
  writeFileSync(known, JSON.stringify({ acknowledgements: entries }));
}

const logSchema = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(
    z.object({
      tool: z.object({
        driver: z.object({ name: z.string(), rules: z.array(z.object({ id: z.string() })).optional() }),
      }),
      invocations: z.array(z.object({ executionSuccessful: z.boolean() })),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number(),
          level: z.enum(['error', 'warning', 'note']),
          message: z.object({ text: z.string() }),
          suppressions: z.array(z.object({ justification: z.string() })).optional(),
        }),
      ),
    }),
  ),
});

async function findingsOf(path: string): Promise<{ code: string; title: string }[]> {
  const { stdout } = await runCli(['analyze', '--json', path]);
  return z.object({ findings: z.array(z.object({ code: z.string(), title: z.string() })) }).parse(JSON.parse(stdout))
    .findings;
}

describe('analyze --format sarif', () => {
  it('lists the findings of the JSON report, each with its rule', async () => {
    const { stdout, exitCode } = await runCli(['analyze', '--format', 'sarif', lostNode]);
    expect(exitCode).toBe(0);
    const [run] = logSchema.parse(JSON.parse(stdout)).runs;
    const findings = await findingsOf(lostNode);
    expect(run?.results.map((result) => result.ruleId)).toEqual(findings.map((finding) => finding.code));
    for (const result of run?.results ?? []) {
      expect(run?.tool.driver.rules?.[result.ruleIndex]?.id).toBe(result.ruleId);
    }
  });

  it('has a run for each bundle, and says of which it could not be made', async () => {
    const missing = join(dir, 'none.tgz');
    const { stdout, exitCode } = await runCli(['analyze', '--format', 'sarif', lostNode, missing]);
    expect(exitCode).toBe(2);
    const { runs } = logSchema.parse(JSON.parse(stdout));
    expect(runs.map((run) => run.invocations[0]?.executionSuccessful)).toEqual([true, false]);
  });

  it('suppresses what is acknowledged, with the reason', async () => {
    acknowledge(['no-ready-endpoints']);
    const { stdout } = await runCli(['analyze', '--format', 'sarif', '--acknowledgements', known, nobodyServes]);
    const results = logSchema.parse(JSON.parse(stdout)).runs[0]?.results ?? [];
    const suppressed = results.filter((result) => result.suppressions !== undefined);
    expect(suppressed.map((result) => result.ruleId)).toEqual(['no-ready-endpoints']);
    expect(suppressed[0]?.suppressions?.[0]?.justification).toBe('seen by the team');
  });
});

describe('analyze --format markdown', () => {
  it('has a section for each finding', async () => {
    const { stdout } = await runCli(['analyze', '--format', 'markdown', lostNode]);
    const findings = await findingsOf(lostNode);
    expect(stdout.match(/^## /gm)).toHaveLength(findings.length);
    expect(stdout).toContain('# lab-aks: ingress health');
    expect(stdout).toContain('```sh\nkubectl --context lab-aks');
  });
});

describe('analyze --fail-on', () => {
  it('is not failed by what is acknowledged', async () => {
    const strict = ['analyze', '--fail-on', 'low', '--format', 'markdown'];
    expect((await runCli([...strict, nobodyServes])).exitCode).toBe(1);
    const findings = await findingsOf(nobodyServes);
    acknowledge([...new Set(findings.map((finding) => finding.code))]);
    const { exitCode, stdout } = await runCli([...strict, '--acknowledgements', known, nobodyServes]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Acknowledged until 2999-12-31: seen by the team');
  });

  it('refuses a file of acknowledgements with a mistake', async () => {
    writeFileSync(known, 'acknowledgements: [{ code: nope, reason: x, until: 2999-12-31 }]');
    const { exitCode, stderr } = await runCli(['analyze', '--acknowledgements', known, lostNode]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('acknowledgements.0.code');
  });
});
