import { describe, expect, it } from 'vitest';
import { badNightSummary, sampleSummaryRow } from '../testing/sample-summary.ts';
import { countStatuses, filterServiceRows, prepareServiceRows } from './prepare-services-table.ts';

const rows = prepareServiceRows('prod-weu', badNightSummary);
const names = (shown: typeof rows) => shown.map((row) => row.name);

describe('services table', () => {
  it('puts the worst first and the healthy last, whatever order the summary has', () => {
    const turned = prepareServiceRows('prod-weu', {
      ...badNightSummary,
      services: badNightSummary.services.toReversed(),
    });
    expect(turned.map((row) => row.status)).toEqual(['failing', 'degraded', 'unknown', 'healthy', 'healthy']);
    expect(turned).toEqual(rows);
  });

  it('says now and under the other policy from the configured one', () => {
    const local = rows.find((row) => row.policy === 'Local');
    expect(local?.inRotation).toEqual({ now: 1, other: 10 });
    expect(local?.otherPolicy).toBe('Cluster');
  });

  it('keeps unknown among the faults: nobody has said that it is well', () => {
    const faults = filterServiceRows(rows, { filter: '', onlyFaults: true });
    expect(faults.map((row) => row.status)).toEqual(['failing', 'degraded', 'unknown']);
  });

  it.each([
    ['shop fail', ['checkout']],
    ['20.103.44.19', ['authoritative']],
    ['INTERNAL local', ['ingress-nginx-controller-internal-partner-api']],
    ['nothing-like-this', []],
  ])('filters by every word of %j', (filter, expected) => {
    expect(names(filterServiceRows(rows, { filter, onlyFaults: false }))).toEqual(expected);
  });

  it('counts the states that occur, worst first', () => {
    expect(countStatuses(rows)).toEqual([
      { status: 'failing', count: 1 },
      { status: 'degraded', count: 1 },
      { status: 'unknown', count: 1 },
      { status: 'healthy', count: 2 },
    ]);
  });

  it('leads to a page whose address survives odd names', () => {
    const [row] = prepareServiceRows('a/b', {
      ...badNightSummary,
      services: [sampleSummaryRow({ namespace: 'n', name: 'x' })],
    });
    expect(row?.href).toBe('/clusters/a%2Fb/services/n/x');
  });

  it('finds a Service by a host that enters through it', () => {
    const summary = { ...badNightSummary, services: [sampleSummaryRow({ name: 'web', hosts: ['pay.example.org'] })] };
    const byHost = prepareServiceRows('prod', summary);
    expect(filterServiceRows(byHost, { filter: 'PAY.example', onlyFaults: false })).toHaveLength(1);
    expect(filterServiceRows(byHost, { filter: 'cart.example', onlyFaults: false })).toEqual([]);
  });
});
