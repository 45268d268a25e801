import { describe, expect, it } from 'vitest';
import { isInRange } from './ip-range.ts';

describe('isInRange', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24', true],
    ['203.0.114.7', '203.0.113.0/24', false],
    ['10.1.2.3', '0.0.0.0/0', true],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.4', '10.1.2.3/32', false],
    ['fd00::1', 'fd00::/16', true],
    ['fe00::1', 'fd00::/16', false],
    ['fd00::1', '0.0.0.0/0', false],
    ['not an address', '0.0.0.0/0', false],
  ])('%s in %s is %s', (ip, range, expected) => {
    expect(isInRange(ip, range)).toBe(expected);
  });
});
