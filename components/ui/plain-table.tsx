import { type ColumnHead, HeadWords, headTitle } from '../explain/head-words.tsx';
import { ScrollRegion } from './scroll-region.tsx';

export interface PlainColumn<Row> extends ColumnHead {
  readonly numeric?: boolean;
  readonly cell: (row: Row) => React.ReactNode;
}

interface PlainTableProps<Row> {
  readonly label: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Element id of a row, for links to it. */
  readonly rowId?: (row: Row) => string;
}

const headClass =
  'border-b border-line bg-surface px-2 py-1 font-medium whitespace-nowrap text-soft first:pl-4 last:pr-4';
const cellClass = 'border-b border-line px-2 py-1 align-top first:pl-4 last:pr-4';

/** A table of few rows, in the order given. */
export function PlainTable<Row>({ label, columns, rows, rowKey, rowId }: PlainTableProps<Row>) {
  return (
    <ScrollRegion label={`Table of ${label}`} className="max-h-[480px]">
      <table className="w-full border-separate border-spacing-0" aria-label={label}>
        <thead className="sticky top-0 z-10">
          <tr>
            {columns.map((column) => (
              <th
                key={column.head}
                scope="col"
                title={headTitle(column)}
                className={`${headClass} ${column.numeric ? 'text-right' : 'text-left'}`}
              >
                <HeadWords of={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} id={rowId?.(row)} className="hover:bg-hover target:bg-selected">
              {columns.map(({ head, numeric, cell }) => (
                <td key={head} className={`${cellClass} ${numeric ? 'text-right whitespace-nowrap' : 'text-left'}`}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
