/** As names compare: lower case, without the dot of the root. */
export function normalHost(host: string): string {
  const lower = host.trim().toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** Whether `host` (which may be a wildcard itself) lies within `pattern`: `*` and `*.suffix` stand for all below. */
export function coversHost(pattern: string, host: string): boolean {
  if (pattern === '*' || pattern === host) return true;
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}

/** The hosts that both stand for: the narrower of the two. Null: none. docs/model.md "Hostnames". */
export function intersectHosts(a: string, b: string): string | null {
  if (coversHost(a, b)) return b;
  return coversHost(b, a) ? a : null;
}
