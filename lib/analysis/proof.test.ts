import { describe, expect, it } from 'vitest';
import type { Finding } from '../report/finding.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { clusterFindingRules, serviceFindingRules } from './findings/all-rules.ts';
import { applyFix } from './testing/proof/apply-fix.ts';
import type { ProofCase } from './testing/proof/proof-case.ts';
import { proofCases } from './testing/proof/proof-cases.ts';

const codes = [...new Set([...serviceFindingRules, ...clusterFindingRules].map(({ code }) => code))];
const CHANGES =
  /^kubectl \S+ \S+ (?:-n \S+ )?(?:patch|annotate|label|delete|scale|create|drain)|^az .*\b(?:delete|update|create)\b/;

const codesOf = (snapshot: Snapshot): readonly string[] =>
  [...new Set(analyze(snapshot).findings.map(({ code }) => code))].toSorted();

function findingOf({ broken, code }: ProofCase): Finding {
  const found = analyze(broken).findings.find((finding) => finding.code === code);
  if (found === undefined) throw new Error(`${code} is not told`);
  return found;
}

describe('the table of proofs', () => {
  it('has a mutation and a way back for every code that there is, and for no other', () => {
    expect([...new Set(proofCases.map(({ code }) => code))].toSorted()).toEqual(codes.toSorted());
    expect(proofCases.filter(({ fixes }) => fixes.length === 0)).toEqual([]);
  });

  const named = proofCases.map((proof) => [`${proof.code}: ${proof.what}`, proof] as const);

  it.each(named)('%s', (_what, { code, healthy, broken, besides = [] }) => {
    expect(codesOf(healthy)).toEqual([]);
    expect(codesOf(broken)).toEqual([code, ...besides].toSorted());
  });

  it.each(named)('%s: each way back ends it', (_what, proof) => {
    for (const step of proof.fixes) {
      const fixed = applyFix(proof.broken, findingOf(proof), step);
      const left = codesOf(fixed).filter((code) => step.by === 'hand' || !step.leaves?.includes(code));
      expect(left, JSON.stringify(step)).toEqual([]);
    }
  });

  it.each(named)('%s: every patch and every command that changes something was tried', (_what, proof) => {
    const { fix } = findingOf(proof);
    const isTried = (number: number): boolean =>
      proof.fixes.some(
        (step) =>
          (step.by === 'commands' && step.which.includes(number)) || (step.by === 'hand' && step.for?.includes(number)),
      );
    const untried = fix.commands.filter((command, number) => CHANGES.test(command) && !isTried(number));
    expect({
      patch:
        fix.patch === null ||
        proof.fixes.some((step) => step.by === 'patch' || (step.by === 'commands' && step.thenPatch === true)),
      untried,
    }).toEqual({
      patch: true,
      untried: [],
    });
  });
});
