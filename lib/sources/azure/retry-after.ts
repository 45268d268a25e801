/** The longest we believe a server's wish to be left alone, in milliseconds. */
export const RETRY_AFTER_MS_MAX = 300_000;

interface HeaderReader {
  get(name: string): string | undefined;
}

/**
 * How long the server asks to be left alone, in milliseconds and uncapped. Understands the millisecond headers
 * of Azure, seconds and HTTP dates. Null: it did not ask, or in a way that means nothing.
 */
export function readRetryAfterMs(headers: HeaderReader, nowMs: number): number | null {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const milliseconds = nonNegative(headers.get(name));
    if (milliseconds !== null) return milliseconds;
  }
  const value = headers.get('retry-after');
  const seconds = nonNegative(value);
  if (seconds !== null) return seconds * 1000;
  const date = value !== undefined && /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

function nonNegative(value: string | undefined): number | null {
  if (value === undefined || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : null;
}
