import { describe, expect, it } from 'vitest';
import { badNightSummary, sampleSummaryRow } from '../testing/sample-summary.ts';
import { applyHello, applySummaryDelta } from './apply-summary-delta.ts';

const delta = {
  version: 7,
  services: [
    sampleSummaryRow({ name: 'checkout', status: 'healthy' }),
    sampleSummaryRow({ namespace: 'new', name: 'arrival' }),
  ],
  removed: ['shop/payments'],
  sentence: 'All is well.',
  status: 'healthy',
  known: 'measured',
  sources: badNightSummary.sources,
  takenAt: '2026-11-06T03:13:00Z',
  nodePools: badNightSummary.nodePools,
  findingCounts: badNightSummary.findingCounts,
  acknowledgedFindings: 0,
};

describe('summary delta', () => {
  it('replaces changed Services, adds new ones, drops removed ones and keeps the rest as they are', () => {
    const applied = applySummaryDelta(badNightSummary, delta);
    const names = applied?.data.services.map((service) => service.name);
    expect(names).toEqual([
      'checkout',
      'ingress-nginx-controller-internal-partner-api',
      'web',
      'authoritative',
      'arrival',
    ]);
    expect(applied?.data.services[0]?.status).toBe('healthy');
    expect(applied?.data.services[2]).toBe(badNightSummary.services[3]);
    expect(applied?.changed).toEqual(['shop/checkout', 'new/arrival']);
  });

  it('takes over the sentence, the sources and the time', () => {
    expect(applySummaryDelta(badNightSummary, delta)?.data).toMatchObject({
      sentence: 'All is well.',
      status: 'healthy',
      takenAt: '2026-11-06T03:13:00Z',
      nodePools: badNightSummary.nodePools,
    });
  });

  it('refuses what is no delta', () => {
    expect(applySummaryDelta(badNightSummary, { version: 7 })).toBeNull();
    expect(applySummaryDelta(badNightSummary, undefined)).toBeNull();
  });
});

describe('first message of a stream', () => {
  it('marks nothing when the page is already up to date', () => {
    const applied = applyHello(badNightSummary, { ...structuredClone(badNightSummary), version: 3, removed: [] });
    expect(applied?.changed).toEqual([]);
    expect(applied?.data).toEqual(badNightSummary);
  });

  it('marks what changed while the page did not hear', () => {
    const [first, ...others] = badNightSummary.services;
    if (first === undefined) throw new Error('the sample has no Service');
    const services = [{ ...first, status: 'healthy' }, ...others.slice(1), sampleSummaryRow({ name: 'late' })];
    const applied = applyHello(badNightSummary, { ...badNightSummary, services });
    expect(applied?.changed).toEqual(['shop/checkout', 'shop/late']);
    expect(applied?.data.services).toHaveLength(badNightSummary.services.length);
  });

  it('refuses what is none', () => {
    expect(applyHello(badNightSummary, { version: 1 })).toBeNull();
  });
});
