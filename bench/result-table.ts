import Table from 'cli-table3';

/** One line of the result. Ratios are against the floor of the same run, so that machines compare. */
export interface ResultRow {
  readonly what: string;
  readonly value: string;
  /** Null: not compared with a floor. */
  readonly ratio: number | null;
  /** Null: no budget, shown for information. */
  readonly budget: { readonly text: string; readonly kept: boolean } | null;
}

export function resultTable(title: string, rows: readonly ResultRow[]): string {
  const table = new Table({
    head: [title, 'measured', 'ratio', 'budget', ''],
    colAligns: ['left', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    table.push([
      row.what,
      row.value,
      row.ratio === null ? '' : row.ratio.toFixed(3),
      row.budget?.text ?? '',
      row.budget === null ? '' : row.budget.kept ? 'ok' : 'OVER BUDGET',
    ]);
  }
  return table.toString();
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

export function perSecond(count: number, ms: number): string {
  return `${Math.round((count / ms) * 1000).toLocaleString('en')} /s`;
}
