/** Page of this product that explains a finding; made from docs/findings/<code>.md. */
export function findingDocPath(code: string): string {
  return `/docs/findings/${encodeURIComponent(code)}`;
}
