import { TokenReader } from './graph-tokens.ts';

export type Row = Readonly<Record<string, unknown>>;
type Test = (row: Row) => boolean;
type Stage = (rows: readonly Row[]) => readonly Row[];

/** The value at `name` or `properties.a.b`; columns are found in any case, as Resource Graph does. */
function valueAt(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key.toLowerCase() === step.toLowerCase())?.[1];
  }
  return value;
}

const textAt = (row: Row, path: string): string => {
  const value = valueAt(row, path);
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
const lower = (text: string): string => text.toLowerCase();

type Comparison = (value: string, wanted: string) => boolean;

/** `==` tells cases apart, everything else does not. */
const comparisons: Readonly<Record<string, Comparison>> = {
  '==': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value !== wanted,
  '=~': (value, wanted) => lower(value) === lower(wanted),
  '!~': (value, wanted) => lower(value) !== lower(wanted),
  contains: (value, wanted) => lower(value).includes(lower(wanted)),
  has: (value, wanted) =>
    lower(value)
      .split(/[^a-z0-9]+/)
      .includes(lower(wanted)),
  startswith: (value, wanted) => lower(value).startsWith(lower(wanted)),
  endswith: (value, wanted) => lower(value).endsWith(lower(wanted)),
};

function readList(reader: TokenReader): string[] {
  reader.needs('(');
  const values = [reader.next('text', 'a text in quotes')];
  while (reader.takes(',')) values.push(reader.next('text', 'a text in quotes'));
  reader.needs(')');
  return values;
}

function readComparison(reader: TokenReader): Test {
  const isWrapped = reader.takes('tolower');
  if (isWrapped) reader.needs('(');
  const path = reader.next('word', 'a column');
  if (isWrapped) reader.needs(')');
  const of = (row: Row): string => (isWrapped ? lower(textAt(row, path)) : textAt(row, path));
  if (reader.takes('in')) {
    const wanted = readList(reader);
    return (row) => wanted.includes(of(row));
  }
  if (reader.takes('in~')) {
    const wanted = readList(reader).map(lower);
    return (row) => wanted.includes(lower(of(row)));
  }
  const operator = Object.keys(comparisons).find((one) => reader.takes(one));
  const compare = comparisons[operator ?? ''];
  if (compare === undefined) return reader.fail(`one of ${[...Object.keys(comparisons), 'in', 'in~'].join(' ')}`);
  const wanted = reader.next('text', 'a text in quotes');
  return (row) => compare(of(row), wanted);
}

function readTerm(reader: TokenReader): Test {
  if (!reader.takes('(')) return readComparison(reader);
  const inner = readAny(reader);
  reader.needs(')');
  return inner;
}

function readAll(reader: TokenReader): Test {
  const tests = [readTerm(reader)];
  while (reader.takes('and')) tests.push(readTerm(reader));
  return (row) => tests.every((test) => test(row));
}

function readAny(reader: TokenReader): Test {
  const tests = [readAll(reader)];
  while (reader.takes('or')) tests.push(readAll(reader));
  return (row) => tests.some((test) => test(row));
}

function readProject(reader: TokenReader): Stage {
  const columns: [name: string, path: string][] = [];
  do {
    const name = reader.next('word', 'a column');
    columns.push([name, reader.takes('=') ? reader.next('word', 'a column') : name]);
  } while (reader.takes(','));
  return (rows) =>
    rows.map((row) =>
      Object.fromEntries(columns.map(([name, path]) => [name.replaceAll('.', '_'), valueAt(row, path) ?? null])),
    );
}

const signOf = (reader: TokenReader): number => (!reader.takes('asc') && reader.takes('desc') ? -1 : 1);

function readOrder(reader: TokenReader): Stage {
  reader.needs('by');
  const path = reader.next('word', 'a column');
  const sign = signOf(reader);
  return (rows) => rows.toSorted((a, b) => sign * (textAt(a, path) < textAt(b, path) ? -1 : 1));
}

function readStage(reader: TokenReader): Stage {
  if (reader.takes('where')) {
    const test = readAny(reader);
    return (rows) => rows.filter(test);
  }
  if (reader.takes('project')) return readProject(reader);
  if (reader.takes('order') || reader.takes('sort')) return readOrder(reader);
  if (reader.takes('limit') || reader.takes('take')) {
    const count = Number(reader.next('number', 'a number'));
    return (rows) => rows.slice(0, count);
  }
  return reader.fail('where, project, order by, limit or take: the simulator runs nothing else');
}

/**
 * Runs the part of the query language that clients of AKS use: `Resources | where … | project … | order by … | limit n`.
 * Throws a GraphQueryError for anything else, so that no wrong answer is taken for a right one.
 */
export function runGraphQuery(query: string, resources: readonly Row[]): readonly Row[] {
  const reader = new TokenReader(query);
  if (!reader.takes('resources')) reader.fail('the table Resources: the simulator has no other');
  let rows = resources;
  while (!reader.isAtEnd) {
    reader.needs('|');
    rows = readStage(reader)(rows);
  }
  return rows;
}
