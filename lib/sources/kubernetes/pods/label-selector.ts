/** matchLabels of a Service. */
export type MatchLabels = Readonly<Record<string, string>>;

/** As the API server takes it; the same labels always give the same text. */
export function formatSelector(labels: MatchLabels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

export function selects(selector: MatchLabels, labels: MatchLabels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
