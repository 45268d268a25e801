/** `2026-12-31` → the last second of that day, UTC, as RFC 3339. Null: no such day. */
export function endOfDay(day: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(day)) return null;
  return `${day}T23:59:59Z`;
}
