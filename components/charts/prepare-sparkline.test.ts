import { describe, expect, it } from 'vitest';
import { sparklineParts, sparklineText } from './prepare-sparkline.ts';

const box = { width: 40, height: 12 };
const startsAt = '2026-11-21T03:00:00.000Z';

describe('sparkline', () => {
  it('draws 100 % at the top and 0 % at the bottom, from the first minute to the last', () => {
    expect(sparklineParts({ startsAt, values: [100, 50, 0] }, box)).toEqual([{ key: 0, points: '0,1 20,6 40,11' }]);
  });

  it('leaves a gap where there is no data, and never draws it as zero', () => {
    const parts = sparklineParts({ startsAt, values: [100, 100, null, 100, 100, null] }, box);
    expect(parts.map(({ key }) => key)).toEqual([0, 3]);
    expect(parts.every(({ points }) => points.split(' ').every((point) => point.endsWith(',1')))).toBe(true);
  });

  it('shows a minute that stands alone', () => {
    expect(sparklineParts({ startsAt, values: [null, 100, null] }, box)[0]?.points.split(' ')).toHaveLength(2);
    expect(sparklineParts({ startsAt, values: [null, null] }, box)).toEqual([]);
  });

  it('says the newest minute with data, and the lowest', () => {
    expect(sparklineText({ startsAt, values: [100, 40, 90, null] })).toEqual({
      newest: 90,
      at: '2026-11-21T03:02:00.000Z',
      lowest: 40,
    });
    expect(sparklineText({ startsAt, values: [null] })).toBeNull();
  });
});
