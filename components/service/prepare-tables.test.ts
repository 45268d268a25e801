import { describe, expect, it } from 'vitest';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { filterNodeRows, prepareNodeRows } from './prepare-nodes-table.ts';
import { filterPodRows, preparePodRows } from './prepare-pods-table.ts';
import { chooseVariant, prepareVariants } from './prepare-variants.ts';

const report = sampleService(badNightNodes, 'Cluster');
const variant = chooseVariant(prepareVariants(report), null);
if (variant === null) throw new Error('the sample has no rule');
const nodes = prepareNodeRows(report, variant);
const pods = preparePodRows(variant);
const all = { filter: '', onlyFaults: false };

describe('nodes table', () => {
  it('puts wrong nodes first and what is out by design last', () => {
    expect(nodes.slice(0, 2).map((row) => row.verdict)).toEqual(['wrongly-in', 'wrongly-out']);
    expect(nodes.at(-1)?.verdict).toBe('expected-out');
  });

  it('shows one node under both policies', () => {
    const row = nodes.find((candidate) => candidate.name.includes('system') && candidate.name.endsWith('0000'));
    expect(row?.standing.Cluster).toMatchObject({ expectedProbe: 'up', forwards: 'accept' });
    expect(row?.standing.Local).toEqual({ expectedProbe: 'down', forwards: 'drop', share: 0 });
  });

  it('shows what each source says, and nothing where nobody was asked', () => {
    const observed = (verdict: string) => nodes.find((row) => row.verdict === verdict)?.observed[0]?.state;
    expect([observed('wrongly-in'), observed('wrongly-out'), observed('in-rotation')]).toEqual(['up', 'down', 'up']);
    const unasked = report.verdicts.map((verdict) => ({ ...verdict, observed: [] }));
    expect(prepareNodeRows({ ...report, verdicts: unasked }, variant)[0]?.observed).toEqual([]);
  });

  it('lists a pool member that is no node, and a node without a verdict as unknown', () => {
    const [first] = report.verdicts;
    if (first === undefined) throw new Error('the sample has no verdict');
    const rows = prepareNodeRows({ ...report, verdicts: [{ ...first, node: 'ghost' }] }, variant);
    expect(rows.find((row) => row.name === 'ghost')).toMatchObject({ ready: null, standing: { Cluster: null } });
    expect(rows.filter((row) => row.verdict === 'unknown')).toHaveLength(badNightNodes.length);
  });

  it('filters by words and keeps only faults when asked', () => {
    expect(filterNodeRows(nodes, { ...all, filter: 'spot westeurope-2' })).toHaveLength(1);
    expect(filterNodeRows(nodes, { ...all, onlyFaults: true }).map((row) => row.verdict)).toEqual([
      'wrongly-in',
      'wrongly-out',
    ]);
    expect(filterNodeRows(nodes, all)).toHaveLength(nodes.length);
  });
});

describe('pods table', () => {
  it('keeps pods of a node together', () => {
    const order = pods.map((row) => row.node);
    expect(order).toEqual(order.toSorted());
    expect(pods).toHaveLength(9);
  });

  it('gives each pod its share and its multiple of the fair share under both policies', () => {
    const lone = pods.find((row) => row.node?.includes('web') && row.node.endsWith('0001'));
    expect(lone?.share.Local).toBeCloseTo(0.25, 6);
    expect(lone?.factor.Local).toBeCloseTo(1.75, 6);
  });

  it('filters by node, state and address', () => {
    expect(filterPodRows(pods, { ...all, filter: 'serving-terminating' })).toHaveLength(1);
    expect(filterPodRows(pods, { ...all, filter: '10.244.3.' })).toHaveLength(3);
    expect(filterPodRows(pods, { ...all, onlyFaults: true }).map((row) => row.state)).toEqual([
      'unanswered',
      'not-ready',
    ]);
  });
});
