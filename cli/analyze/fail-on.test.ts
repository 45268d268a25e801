import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { proofCases } from '../../lib/analysis/testing/proof/proof-cases.ts';
import { severitySchema } from '../../lib/report/finding.ts';
import { writeBundle } from '../../lib/sources/bundle/write-bundle.ts';
import { runCli } from '../testing/run-cli.ts';

/** A world with one finding of each severity. */
const ONE_OF_EACH = [
  ['critical', 'no-ready-endpoints', null],
  ['high', 'reconcile-failing', 'critical'],
  ['medium', 'rule-drift', 'high'],
  ['low', 'orphan-rule', 'medium'],
  ['info', 'acknowledgement-unusable', 'low'],
] as const;

let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'fail-on-'));
  for (const [, code] of ONE_OF_EACH) {
    const proof = proofCases.find((one) => one.code === code);
    if (proof === undefined) throw new Error(`no proof of ${code}`);
    await writeBundle(proof.broken, pathOf(code));
    const entry = { code, reason: 'seen by the team', until: '2999-12-31' };
    writeFileSync(join(dir, `${code}.yaml`), JSON.stringify({ acknowledgements: [entry] }));
  }
});
afterAll(() => rmSync(dir, { recursive: true }));

const pathOf = (code: string): string => join(dir, `${code}.tgz`);
const analyzed = (code: string, ...args: readonly string[]) => runCli(['analyze', pathOf(code), ...args]);
const acknowledging = (code: string): readonly string[] => ['--acknowledgements', join(dir, `${code}.yaml`)];

const findingsSchema = z.object({
  findings: z.array(
    z.object({ code: z.string(), severity: severitySchema, acknowledged: z.object({ state: z.string() }).nullable() }),
  ),
});

describe.each(ONE_OF_EACH)('a finding that is %s', (severity, code, worse) => {
  test('fails at its severity, and not at the next one above', async () => {
    const { stdout, exitCode } = await analyzed(code, '--json', '--fail-on', severity);
    expect(findingsSchema.parse(JSON.parse(stdout)).findings).toMatchObject([{ code, severity }]);
    expect(exitCode).toBe(1);
    expect((await analyzed(code, '--fail-on', worse ?? severity)).exitCode).toBe(worse === null ? 1 : 0);
  });

  test('fails nothing once acknowledged, and is still told', async () => {
    const json = await analyzed(code, '--json', '--fail-on', 'info', ...acknowledging(code));
    expect(json.exitCode).toBe(0);
    expect(findingsSchema.parse(JSON.parse(json.stdout)).findings).toMatchObject([
      { code, severity, acknowledged: { state: 'in-force' } },
    ]);
    for (const format of ['tables', 'markdown'])
      expect((await analyzed(code, '--format', format, ...acknowledging(code))).stdout).toContain('seen by the team');
  });
});
