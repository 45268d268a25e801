import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import type { Finding } from '../report/finding.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { commandFaults } from './testing/proof/command-faults.ts';
import { proofCases } from './testing/proof/proof-cases.ts';
import { shellWords } from './testing/proof/shell-words.ts';

const commandsOf = ({ fix, verify }: Finding): readonly string[] => [
  ...fix.commands,
  ...verify.map(({ command }) => command),
];

const faultsOf = (snapshot: Snapshot): readonly string[] => [
  ...new Set(analyze(snapshot).findings.flatMap(commandsOf).flatMap(commandFaults)),
];

describe('commands of findings', () => {
  it.each(proofCases.map((proof) => [`${proof.code}: ${proof.what}`, proof.broken] as const))('%s', (_what, broken) => {
    expect(faultsOf(broken)).toEqual([]);
  });

  it.each(['controller', 'dataplane', 'timelines'] as const)('of every recording of the %s', async (kind) => {
    const snapshots = await Promise.all(listFixtures(kind).map(readFixture));
    expect(snapshots.flatMap(({ snapshot }) => faultsOf(snapshot))).toEqual([]);
  });
});

/** Names that Kubernetes would not take, and a bundle may hold. */
const ODD: Readonly<Record<string, string>> = {
  web: "w'e b;$(id)",
  shop: 's"hop `x` | y',
  test: 'c&1 > f',
  n0: 'n 0#',
  kubernetes: 'k8s$X',
  'aks-agentpool-12345678-nsg': "n's g",
  MC_rg_test_westeurope: 'rg (1)',
};

/** The snapshot with odd names wherever a whole text is one of the plain ones. */
function withOddNames(snapshot: Snapshot): Snapshot {
  const named = Object.entries(ODD).reduce(
    (text, [plain, odd]) => text.replaceAll(`:${JSON.stringify(plain)}`, `:${JSON.stringify(odd)}`),
    JSON.stringify({ ...snapshot, cluster: 'test' }),
  );
  return JSON.parse(named);
}

describe('odd names', () => {
  const odd = proofCases.map((proof) => [proof.code, withOddNames(proof.broken)] as const);

  it.each(odd)('%s: no command breaks out of its words', (_code, snapshot) => {
    const commands = analyze(snapshot).findings.flatMap(commandsOf);
    expect(commands.flatMap(commandFaults)).toEqual([]);
  });

  it('are named at all, each as one word or part of one', () => {
    const words = odd.flatMap(([, snapshot]) =>
      analyze(snapshot)
        .findings.flatMap(commandsOf)
        .flatMap((command) => shellWords(command).map(({ text }) => text)),
    );
    const missing = Object.values(ODD).filter((name) => !words.some((word) => word.includes(name)));
    expect(missing).toEqual([]);
  });

  it('leave every patch YAML', () => {
    const patches = odd.flatMap(([, snapshot]) => analyze(snapshot).findings.flatMap(({ fix }) => fix.patch ?? []));
    expect(patches.length).toBeGreaterThan(20);
    expect(patches.filter((patch) => typeof parse(patch) !== 'object')).toEqual([]);
  });
});
