import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, parseAddress, parseRange } from './ip-range.ts';

function range(text: string) {
  const parsed = parseRange(text);
  if (parsed === null) throw new Error(`${text} is no range`);
  return parsed;
}

describe('address ranges', () => {
  it('read both families and refuse everything else', () => {
    expect(parseAddress('10.224.0.4')?.bits).toBe(0x0ae00004n);
    expect(parseAddress('fd00::1')).toEqual(parseAddress('fd00:0:0:0:0:0:0:1'));
    expect(parseAddress('::')?.bits).toBe(0n);
    for (const text of ['', 'Internet', '10.0.0', '10.0.0.256', '1::2::3', 'fd00:1', 'g::1', '1:2:3:4:5:6:7:8:9']) {
      expect(parseAddress(text)).toBeNull();
    }
    for (const text of ['10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/8/8', 'fd00::/129']) expect(parseRange(text)).toBeNull();
  });

  it('contain what is inside them, and nothing of the other family', () => {
    expect(contains(range('10.0.0.0/8'), range('10.224.0.4'))).toBe(true);
    expect(contains(range('10.224.0.4'), range('10.0.0.0/8'))).toBe(false);
    expect(contains(range('0.0.0.0/0'), range('20.1.2.3/32'))).toBe(true);
    expect(contains(range('0.0.0.0/0'), range('fd00::1'))).toBe(false);
    expect(contains(range('fd00::/16'), range('fd00:1::/32'))).toBe(true);
  });

  it('agree with counting: an address is in a range when its number is', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), fc.nat(32), (base, address, prefix) => {
        const size = 2n ** BigInt(32 - prefix);
        const start = ((parseAddress(base)?.bits ?? 0n) / size) * size;
        const bits = parseAddress(address)?.bits ?? 0n;
        expect(contains(range(`${base}/${prefix}`), range(address))).toBe(bits >= start && bits < start + size);
      }),
    );
  });

  it('read every way to write an IPv6 address', () => {
    fc.assert(
      fc.property(
        fc.ipV6().filter((text) => !text.includes('.')),
        (text) => {
          expect(parseAddress(text)).not.toBeNull();
        },
      ),
    );
  });
});
