import { describe, expect, it } from 'vitest';
import { parseMetrics } from './parse-metrics.ts';

const of = { id: '/subscriptions/s/loadBalancers/kubernetes', observedAt: '2026-11-21T03:12:00Z' };
const minute = (number: number) => `2026-11-21T03:${String(number).padStart(2, '0')}:00Z`;

function body(name: string, dimensions: Readonly<Record<string, string>>, data: readonly object[]): object {
  const metadatavalues = Object.entries(dimensions).map(([key, value]) => ({ name: { value: key }, value }));
  return { cost: 14, value: [{ name: { value: name, localizedValue: 'x' }, timeseries: [{ metadatavalues, data }] }] };
}

function seriesOf(raw: unknown) {
  const parsed = parseMetrics(raw, of);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value.series;
}

describe('an answer of Azure Monitor', () => {
  it('becomes a value a minute, and no data where Azure has none: never zero', () => {
    const data = [
      { timeStamp: minute(5), average: 100 },
      { timeStamp: minute(6), average: 0 },
      { timeStamp: minute(8), average: 50 },
      { timeStamp: minute(9) },
    ];
    const dimensions = { FrontendIPAddress: '20.0.0.1', frontendport: '443', BACKENDIPADDRESS: '10.224.0.4' };
    expect(seriesOf(body('dipavailability', dimensions, data))).toEqual([
      {
        metric: 'DipAvailability',
        frontendIP: '20.0.0.1',
        frontendPort: 443,
        backendIP: '10.224.0.4',
        startsAt: '2026-11-21T03:05:00.000Z',
        values: [100, 0, null, 50, null],
      },
    ]);
  });

  it('is read in whatever order its points come', () => {
    const data = [
      { timeStamp: minute(7), average: 3 },
      { timeStamp: minute(6), average: 2 },
    ];
    expect(seriesOf(body('VipAvailability', {}, data))[0]).toMatchObject({
      startsAt: '2026-11-21T03:06:00.000Z',
      values: [2, 3],
      frontendIP: null,
      frontendPort: null,
    });
  });

  it('may hold other metrics, series without points, and points that are far away', () => {
    expect(seriesOf(body('SYNCount', {}, [{ timeStamp: minute(1), average: 1 }]))).toEqual([]);
    expect(seriesOf(body('VipAvailability', {}, []))).toEqual([]);
    expect(seriesOf({ value: [{ name: { value: 'VipAvailability' } }] })).toEqual([]);
    const far = [
      { timeStamp: minute(1), average: 1 },
      { timeStamp: '2099-01-01T00:00:00Z', average: 1 },
    ];
    expect(seriesOf(body('VipAvailability', {}, far))[0]?.values).toEqual([1]);
  });

  it('is refused with the place of what is wrong', () => {
    const wrong = body('VipAvailability', {}, [{ timeStamp: 'yesterday', average: 1 }]);
    expect(parseMetrics(wrong, of)).toMatchObject({
      ok: false,
      problem: { object: 'metrics of kubernetes', pointer: '/value/0/timeseries/0/data/0/timeStamp' },
    });
  });
});
