import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listFixtures } from '../../fixtures/read-fixture.ts';
import { editRules } from '../../lib/analysis/testing/edit.ts';
import { proofCases } from '../../lib/analysis/testing/proof/proof-cases.ts';
import { webWorld } from '../../lib/analysis/testing/web-world.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { writeBundle } from '../../lib/sources/bundle/write-bundle.ts';
import { runCli } from '../testing/run-cli.ts';
import { sarifFaults } from '../testing/sarif-faults.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sarif-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const pathOf = (name: string): string => join(import.meta.dirname, '..', '..', 'fixtures', `${name}.tgz`);

async function written(name: string, snapshot: Snapshot): Promise<string> {
  const path = join(dir, `${name}.tgz`);
  await writeBundle(snapshot, path);
  return path;
}

async function sarif(...paths: readonly string[]): Promise<unknown> {
  const { stdout } = await runCli(['analyze', '--format', 'sarif', ...paths]);
  return JSON.parse(stdout);
}

const printsSchema = z.object({
  runs: z.array(z.object({ results: z.array(z.object({ ruleId: z.string(), partialFingerprints: z.unknown() })) })),
});

describe('a SARIF log', () => {
  it.each(['controller', 'dataplane', 'timelines'] as const)('of every recording of the %s is valid', async (kind) => {
    expect(sarifFaults(await sarif(...listFixtures(kind).map(pathOf)))).toEqual([]);
  });

  it('of every code is valid', async () => {
    const paths = await Promise.all(proofCases.map(({ code, broken }, at) => written(`${at}-${code}`, broken)));
    const log = await sarif(...paths);
    expect(sarifFaults(log)).toEqual([]);
    const told = new Set(printsSchema.parse(log).runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId)));
    expect(proofCases.filter(({ code }) => !told.has(code)).map(({ code }) => code)).toEqual([]);
  });

  it('tells two findings of one code about one Service apart', async () => {
    const http = { protocol: 'TCP', targetPort: 8080, appProtocol: null } as const;
    const ports = [
      { ...http, name: 'http', port: 80, nodePort: 30_080 },
      { ...http, name: 'https', port: 443, nodePort: 30_443 },
    ];
    const both = editRules(webWorld({ ports }), { idleTimeoutMinutes: 30 });
    const log = await sarif(await written('two', both));
    expect(printsSchema.parse(log).runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['rule-drift', 'rule-drift']);
    expect(sarifFaults(log)).toEqual([]);
  });

  it('keeps the fingerprint of a finding when its numbers and nodes change', async () => {
    const of = async (name: string, nodes: number) =>
      printsSchema.parse(await sarif(await written(name, webWorld({}, nodes, [{ node: 'n0' }, { node: 'n1' }]))))
        .runs[0]?.results;
    expect(await of('four', 4)).toEqual(await of('six', 6));
  });

  it('names a bundle by a URI, whatever its name is', async () => {
    const path = join(dir, 'a#b c%?d.tgz');
    cpSync(pathOf('dataplane/28-deleted-node'), path);
    const log = await sarif(path);
    expect(sarifFaults(log)).toEqual([]);
    expect(JSON.stringify(log)).toContain('a%23b%20c%25%3Fd.tgz');
  });

  it('of nothing that could be read is valid, too', async () => {
    expect(sarifFaults(await sarif(join(dir, 'none.tgz')))).toEqual([]);
  });
});
