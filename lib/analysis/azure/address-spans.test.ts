import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveringPrefix, spansOf, uncovered } from './address-spans.ts';
import { contains, parseRange } from './ip-range.ts';

const ranges = (...texts: readonly string[]) => texts.flatMap((text) => parseRange(text) ?? []);

describe('address spans', () => {
  it('join what touches or overlaps, and keep families apart', () => {
    expect(spansOf(ranges('10.0.1.0/24', '10.0.0.0/24', '10.0.0.128/25', '10.0.3.0/24', '::/127'))).toEqual([
      { width: 32, from: 0x0a000000n, to: 0x0a0001ffn },
      { width: 32, from: 0x0a000300n, to: 0x0a0003ffn },
      { width: 128, from: 0n, to: 1n },
    ]);
  });

  it('tell what is left out', () => {
    const pods = spansOf(ranges('10.244.0.0/24', '10.244.1.0/24'));
    expect(uncovered(pods, spansOf(ranges('10.244.0.0/16')))).toEqual([]);
    expect(uncovered(pods, spansOf(ranges('10.244.0.0/24')))).toEqual(pods);
    expect(uncovered(pods, spansOf(ranges('::/0')))).toEqual(pods);
  });

  it('are named by the prefix around them', () => {
    const [span] = spansOf(ranges('10.244.0.0/24', '10.244.1.0/24', '10.244.2.0/24'));
    expect(span && coveringPrefix(span)).toBe('10.244.0.0/22');
    const [six] = spansOf(ranges('fd00:1::/64'));
    expect(six && coveringPrefix(six)).toBe('fd00:1:0:0:0:0:0:0/64');
  });

  it('cover each range they are made of, and the prefix around a span holds it', () => {
    const cidr = fc
      .record({ bits: fc.bigInt({ min: 0n, max: 0xffffffffn }), prefix: fc.integer({ min: 0, max: 32 }) })
      .map(({ bits, prefix }) => ({ bits, width: 32 as const, prefix }));
    fc.assert(
      fc.property(fc.array(cidr, { minLength: 1, maxLength: 8 }), (all) => {
        const spans = spansOf(all);
        for (const range of all) {
          expect(uncovered(spansOf([range]), spans)).toEqual([]);
          const around = spans.flatMap((span) => parseRange(coveringPrefix(span)) ?? []);
          expect(around.some((outer) => contains(outer, range))).toBe(true);
        }
      }),
    );
  });
});
