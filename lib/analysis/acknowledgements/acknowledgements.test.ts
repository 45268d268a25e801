import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { reanalyze } from '../reanalyze.ts';
import { reportCluster } from '../report-cluster.ts';
import { defaultSettings } from '../settings.ts';
import { summarizeCluster } from '../summarize-cluster.ts';
import { NOW, testNode, testService, testSnapshot } from '../testing/world.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { ACKNOWLEDGE_ANNOTATION, parseAnnotation } from './parse-annotation.ts';

const day = NOW.slice(0, 10);
const nodes = ['n0', 'n1'].map((name, index) => testNode(name, index));

/** Two nodes, and one pod: a single point of failure. */
function exposed(annotation?: string): Snapshot {
  const annotations: Record<string, string> = annotation === undefined ? {} : { [ACKNOWLEDGE_ANNOTATION]: annotation };
  return testSnapshot({ nodes, services: [testService('web', { annotations })], endpoints: { web: [{ node: 'n0' }] } });
}

function acknowledged(snapshot: Snapshot, acknowledgements: readonly Acknowledgement[] = []) {
  const { findings } = analyze(snapshot, { ...defaultSettings, acknowledgements });
  return findings.flatMap((finding) =>
    finding.acknowledged === null ? [] : [{ code: finding.code, ...finding.acknowledged }],
  );
}

const inFile = (part: Partial<Acknowledgement>): Acknowledgement => ({
  code: 'single-point-of-failure',
  service: null,
  object: null,
  cluster: null,
  reason: 'known',
  until: '2999-12-31T23:59:59Z',
  source: 'file',
  ...part,
});

describe('an acknowledgement on the Service', () => {
  it('mutes that finding through its last day, and no other', () => {
    const snapshot = exposed(`single-point-of-failure until ${day}: one replica: on purpose`);
    const expected = {
      code: 'single-point-of-failure',
      state: 'in-force',
      reason: 'one replica: on purpose',
      until: `${day}T23:59:59Z`,
      source: 'annotation',
    };
    expect(acknowledged(snapshot)).toEqual([expected]);
    expect(analyze(snapshot).findings.at(-1)?.code).toBe('single-point-of-failure');
  });

  it('is said to have ended after that day', () => {
    const snapshot = exposed('single-point-of-failure until 2020-01-31: for now');
    expect(acknowledged(snapshot)).toMatchObject([{ state: 'expired', reason: 'for now' }]);
  });

  it('leaves every finding, its severity and the status of the Service as they are', () => {
    const strip = (snapshot: Snapshot) =>
      reportCluster(analyze(snapshot))
        .findings.map(({ code, severity }) => `${code} ${severity}`)
        .sort();
    const muted = exposed('single-point-of-failure until 2999-12-31: known');
    expect(strip(muted)).toEqual(strip(exposed()));
    const statusOf = (snapshot: Snapshot) => summarizeCluster(analyze(snapshot)).services[0]?.status;
    expect(statusOf(muted)).toBe(statusOf(exposed()));
  });

  it('takes the finding out of the counts and says how many it took', () => {
    const open = summarizeCluster(analyze(exposed()));
    const muted = summarizeCluster(analyze(exposed('single-point-of-failure until 2999-12-31: known')));
    const sum = (counts: typeof open.findingCounts) => Object.values(counts).reduce((total, count) => total + count, 0);
    expect(sum(muted.findingCounts)).toBe(sum(open.findingCounts) - 1);
    expect([open.acknowledgedFindings, muted.acknowledgedFindings]).toEqual([0, 1]);
    expect(muted.services[0]?.acknowledgedFindings).toBe(1);
    expect(muted.services[0]?.findings.map((finding) => finding.code)).not.toContain('single-point-of-failure');
  });

  it('ends without any object changing', () => {
    const before = analyze(exposed(`single-point-of-failure until ${day}: known`));
    const takenAt = new Date(Date.parse(`${day}T23:59:59Z`) + 1000).toISOString();
    const later = { ...before.snapshot, takenAt };
    expect(reportCluster(reanalyze(before, later, { changes: [] }))).toEqual(reportCluster(analyze(later)));
    expect(analyze(later).findings.some((finding) => finding.acknowledged?.state === 'in-force')).toBe(false);
  });

  it('never hides a fault from the status', () => {
    const annotations = { [ACKNOWLEDGE_ANNOTATION]: 'no-ready-endpoints until 2999-12-31: known' };
    const dead = testSnapshot({ nodes, services: [testService('web', { annotations })], endpoints: { web: [] } });
    const summary = summarizeCluster(analyze(dead));
    expect(summary.status).toBe('failing');
    expect(summary.services[0]?.sentence).toContain('No endpoint serves');
  });
});

describe('an acknowledgement in a file', () => {
  const cases: readonly (readonly [string, Partial<Acknowledgement>, boolean])[] = [
    ['every Service', {}, true],
    ['this Service', { service: { namespace: 'shop', name: 'web' } }, true],
    ['another Service', { service: { namespace: 'shop', name: 'other' } }, false],
    ['this cluster', { cluster: exposed().cluster }, true],
    ['another cluster', { cluster: 'elsewhere' }, false],
    ['an object of the finding', { object: 'web' }, true],
    ['an object that the finding does not name', { object: 'n9' }, false],
    ['another code', { code: 'rule-drift' }, false],
  ];
  it.each(cases)('that names %s', (_name, part, concerned) => {
    expect(acknowledged(exposed(), [inFile(part)])).toHaveLength(concerned ? 1 : 0);
  });

  it('counts as long as the longest of several', () => {
    const two = [inFile({ until: '2020-01-01T23:59:59Z', reason: 'old' }), inFile({ reason: 'new' })];
    expect(acknowledged(exposed(), two)).toMatchObject([{ state: 'in-force', reason: 'new' }]);
  });
});

describe('the annotation', () => {
  const parse = (text: string) =>
    parseAnnotation(testService('web', { annotations: { [ACKNOWLEDGE_ANNOTATION]: text } }));

  it('holds several entries on lines or between semicolons', () => {
    const { acknowledgements, problems } = parse(
      'a until 2026-12-31: x\n\nb until 2027-01-01: y; c until 2027-01-02: z',
    );
    expect(acknowledgements.map((entry) => entry.code)).toEqual(['a', 'b', 'c']);
    expect(problems).toEqual([]);
  });

  it.each([
    'a',
    'a: reason',
    'a until 2026-13-01: x',
    'a until 2026-02-30: x',
    'a until tomorrow: x',
    'a until 2026-12-31:',
  ])('names an entry that it cannot use: %s', (entry) => {
    const { acknowledgements, problems } = parse(`${entry}; b until 2027-01-01: fine`);
    expect(acknowledgements.map((each) => each.code)).toEqual(['b']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(entry);
    const unusable = analyze(exposed(entry)).findings.find((finding) => finding.code === 'acknowledgement-unusable');
    expect(unusable?.severity).toBe('info');
  });
});
