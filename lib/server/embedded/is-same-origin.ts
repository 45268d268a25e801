/**
 * Whether a page of this server sent the request. Browsers say so themselves and let no page lie about it; a request that
 * says nothing of the kind is refused, for another site could have sent it.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (origin === null) return site === 'same-origin';
  return URL.parse(origin)?.host === headers.get('host');
}
