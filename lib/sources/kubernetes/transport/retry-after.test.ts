import { expect, it } from 'vitest';
import { readRetryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

it.each([
  ['2', 2000],
  ['0', 0],
  ['1.5', 1500],
  ['Thu, 01 Jan 2026 00:00:10 GMT', 10_000],
  ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
  ['86400', 300_000],
  ['-5', 0],
  ['soon', null],
  ['', null],
  [undefined, null],
])('reads %j as %j ms', (value, milliseconds) => {
  expect(readRetryAfterMs(value, now)).toBe(milliseconds);
});
