import { expect, test } from 'vitest';
import { readRetryAfterMs } from './retry-after.ts';

const now = Date.UTC(2026, 10, 21, 3, 12);

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1_500],
  [{ 'retry-after': 'Sat, 21 Nov 2026 03:12:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 03:11:00 GMT' }, 0],
  [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [{ 'x-ms-retry-after-ms': '300' }, 300],
  [{ 'retry-after': '-5' }, null],
  [{ 'retry-after': '' }, null],
  [{ 'retry-after': 'soon' }, null],
  [{}, null],
])('%j is %s ms', (headers, milliseconds) => {
  const values = new Map(Object.entries(headers));
  expect(readRetryAfterMs({ get: (name) => values.get(name) }, now)).toBe(milliseconds);
});
