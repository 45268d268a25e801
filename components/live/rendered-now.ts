/** The time of rendering, RFC 3339: what ages are counted to until the page is alive. */
export function renderedNow(): string {
  return new Date().toISOString();
}
