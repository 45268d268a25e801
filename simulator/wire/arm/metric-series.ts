/** One line of a metric: its dimensions in lower case, and its value in a minute since 1970; null: no data. */
export interface Series {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly valueAt: (minute: number) => number | null;
}
