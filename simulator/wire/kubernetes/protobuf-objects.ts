import { readFields } from './protobuf-wire.ts';

/** `of` makes the value from the bytes of every time that the field is there; undefined: there is none. */
interface FieldShape {
  readonly name: string;
  readonly of: (all: readonly Buffer[]) => unknown;
}

type Shape = Readonly<Record<number, FieldShape>>;

const text = (bytes: Buffer): string => bytes.toString('utf8');

const numberOf = (bytes: Buffer, field: number): number => {
  const found = readFields(bytes).find(({ number }) => number === field)?.value;
  return typeof found === 'number' ? found : 0;
};

const bytesOf = (bytes: Buffer, field: number): Buffer => {
  const found = readFields(bytes).find(({ number }) => number === field)?.value;
  return found instanceof Buffer ? found : Buffer.alloc(0);
};

/** Field 1 says which of the two it is. */
const intOrString = (bytes: Buffer): number | string =>
  numberOf(bytes, 1) === 0 ? numberOf(bytes, 2) : text(bytesOf(bytes, 3));

const entry = (bytes: Buffer): readonly [string, string] => [text(bytesOf(bytes, 1)), text(bytesOf(bytes, 2))];

/** An empty text is how protobuf says that there is none. */
function messageOf(shape: Shape): (bytes: Buffer) => Record<string, unknown> {
  return (bytes) => {
    const object: Record<string, unknown> = {};
    const fields = readFields(bytes);
    for (const [number, { name, of }] of Object.entries(shape)) {
      const all = fields.flatMap((field) =>
        field.number === Number(number) && typeof field.value !== 'number' ? [field.value] : [],
      );
      const value = all.length === 0 ? undefined : of(all);
      if (value !== undefined && value !== '') object[name] = value;
    }
    return object;
  };
}

const one = (name: string, read: (bytes: Buffer) => unknown): FieldShape => ({
  name,
  of: (all) => read(all.at(-1) ?? Buffer.alloc(0)),
});

const list = (name: string, read: (bytes: Buffer) => unknown): FieldShape => ({ name, of: (all) => all.map(read) });

const names = (name: string): FieldShape => ({ name, of: (all) => Object.fromEntries(all.map(entry)) });

const metadata = one(
  'metadata',
  messageOf({
    1: one('name', text),
    2: one('generateName', text),
    3: one('namespace', text),
    11: names('labels'),
    12: names('annotations'),
  }),
);

const requirement = messageOf({
  1: one('key', text),
  2: one('operator', text),
  3: list('values', text),
});

const selector = messageOf({
  1: names('matchLabels'),
  2: list('matchExpressions', requirement),
});

const budgetSpec = messageOf({
  1: one('minAvailable', intOrString),
  2: one('selector', selector),
  3: one('maxUnavailable', intOrString),
  4: one('unhealthyPodEvictionPolicy', text),
});

const KINDS: Readonly<Record<string, Shape>> = {
  Namespace: { 1: metadata },
  PodDisruptionBudget: { 1: metadata, 2: one('spec', budgetSpec) },
};

/** The parts of an object of a kind that `kubectl create` sends; null: of another kind. */
export function objectOf(kind: string, bytes: Buffer): Record<string, unknown> | null {
  const shape = KINDS[kind];
  return shape === undefined ? null : messageOf(shape)(bytes);
}
