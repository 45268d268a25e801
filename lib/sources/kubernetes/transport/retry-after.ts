/** The longest we believe a server's wish to be left alone. */
const RETRY_AFTER_MS_MAX = 300_000;

/** Milliseconds from a Retry-After header (seconds or HTTP date); null: absent or meaningless. */
export function readRetryAfterMs(value: string | undefined, nowMs: number): number | null {
  if (value === undefined || value.trim() === '') return null;
  const seconds = Number(value);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(milliseconds) ? Math.min(Math.max(0, milliseconds), RETRY_AFTER_MS_MAX) : null;
}
