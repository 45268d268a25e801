import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { clusterFindingRules, kindOfCode, serviceFindingRules } from '../../lib/analysis/findings/all-rules.ts';
import type { FindingKind } from '../../lib/analysis/findings/finding-rule.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import type { Finding } from '../../lib/report/finding.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import type { World } from '../../simulator/kernel/world.ts';
import { buildScenario, loadScenario, scenarioNames } from '../../simulator/scenario.ts';
import { captureWorld } from './capture/capture-world.ts';
import type { Moment } from './scenario-moment.ts';
import { moments } from './scenario-moments.ts';

const START = Date.UTC(2026, 10, 21, 3);

const subjectOf = ({ service }: Finding): string | null =>
  service === null ? null : `${service.namespace}/${service.name}`;

/** Names of a finding's objects besides the Service it is about. */
const namesIn = (finding: Finding): string[] =>
  finding.objects
    .filter(({ kind, name }) => kind !== 'Service' || name !== finding.service?.name)
    .map(({ name }) => name)
    .sort();

function wrongFindings(moment: Moment, world: World, findings: readonly Finding[]): string[] {
  const missing = moment.told.flatMap(({ code, of, names }) => {
    const found = findings.find((finding) => finding.code === code && subjectOf(finding) === of);
    if (found === undefined) return [`${code} of ${of ?? 'the cluster'} is not told`];
    const [wanted, named] = [names?.(world).toSorted(), namesIn(found)];
    return wanted === undefined || wanted.join() === named.join()
      ? []
      : [
          `${code} of ${of ?? 'the cluster'} names ${named.join() || 'nothing'}, the story ${wanted.join() || 'nothing'}`,
        ];
  });
  const isCalledFor = (finding: Finding): boolean =>
    moment.told.some(({ code, of }) => code === finding.code && of === subjectOf(finding)) ||
    (moment.allowed ?? []).includes(finding.code);
  const more = findings
    .filter((finding) => kindOfCode(finding.code) === 'fault' && !isCalledFor(finding))
    .map(
      (finding) =>
        `${finding.code} of ${subjectOf(finding) ?? 'the cluster'} is told and not called for: ${finding.title}`,
    );
  return [...missing, ...more];
}

const reportOn = (analysis: Analysis, key: string) => {
  const [namespace = '', name = ''] = key.split('/');
  return reportService(analysis, { namespace, name });
};

function wrongVerdicts({ verdict, status }: Moment, world: World, analysis: Analysis): string[] {
  const wrong: string[] = [];
  for (const [key, expected] of Object.entries(status ?? {})) {
    const told = reportOn(analysis, key)?.status;
    if (told !== expected) wrong.push(`${key} is told to be ${told}, the story says ${expected}`);
  }
  if (verdict === undefined) return wrong;
  const rows = reportOn(analysis, verdict.of)?.verdicts ?? [];
  const told = rows
    .filter((row) => row.verdict === verdict.verdict && row.rule === rows[0]?.rule)
    .map((row) => row.node);
  const expected = verdict.nodes(world).join();
  if (told.sort().join() !== expected)
    wrong.push(
      `${verdict.verdict} for ${verdict.of}: told of ${told.join() || 'nobody'}, true of ${expected || 'nobody'}`,
    );
  return wrong;
}

/** Codes that were told at some moment of a story, by what they mean. */
type ToldCodes = Readonly<Record<FindingKind, Set<string>>>;

function wrongAt(moment: Moment, world: World, withHealth: boolean, told: ToldCodes): string[] {
  if (moment.seen === (withHealth ? 'objects' : 'azure')) return [];
  const analysis = analyze(captureWorld(world, { withHealth }).snapshot);
  for (const { code } of analysis.findings) told[kindOfCode(code)].add(code);
  return [...wrongFindings(moment, world, analysis.findings), ...wrongVerdicts(moment, world, analysis)].map(
    (text) => `at ${moment.atSeconds} s ${withHealth ? 'with' : 'without'} Azure's health: ${text}`,
  );
}

describe('the stories of the simulator, as the analysis tells them', () => {
  test('the table holds every scenario, and only codes that can be told', () => {
    expect([...new Set(moments.map((moment) => moment.scenario))].sort()).toEqual(scenarioNames());
    const codes = new Set([...serviceFindingRules, ...clusterFindingRules].map((rule) => rule.code));
    const named = moments.flatMap(({ told, allowed }) => [...told.map(({ code }) => code), ...(allowed ?? [])]);
    expect(named.filter((code) => !codes.has(code))).toEqual([]);
  });

  test.each([...new Set(moments.map((moment) => moment.scenario))])('%s', { timeout: 60_000 }, (name) => {
    const scenario = loadScenario(name);
    const world = buildScenario(scenario, START, scenario.seed);
    const ofScenario = moments.filter((moment) => moment.scenario === name);
    const told: ToldCodes = { fault: new Set(), risk: new Set() };
    const wrong = ofScenario
      .toSorted((a, b) => a.atSeconds - b.atSeconds)
      .flatMap((moment) => {
        advance(world, START + moment.atSeconds * 1000);
        return [false, true].flatMap((withHealth) => wrongAt(moment, world, withHealth, told));
      });
    expect(wrong).toEqual([]);
    const codes = { faults: [...told.fault].sort(), risks: [...told.risk].sort() };
    expect(codes, `what is told, and what \`expect\` in simulator/scenarios/${name}.yaml declares`).toEqual({
      faults: scenario.expect.faults.toSorted(),
      risks: scenario.expect.risks.toSorted(),
    });
  });
});
