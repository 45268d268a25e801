import fc from 'fast-check';

type Path = readonly (string | number)[];

export interface Mutation {
  /** Chooses the place: the n-th of all places, counted round. */
  readonly place: number;
  /** Undefined deletes what is there. */
  readonly value: unknown;
}

/** What broken tools, hands and truncations put where something else belongs. */
const REPLACEMENTS: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  3.7,
  1e300,
  99_999,
  '',
  'Zzz',
  'cluster',
  '2026-13-45T99:00:00Z',
  '2026-11-21T00:00:00+02:00',
  'x'.repeat(20_000),
  '__proto__',
  true,
  false,
  {},
  { properties: null },
  { properties: { properties: {} } },
  [],
  [null],
  [[null]],
  [{}],
];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat({ max: 5_000 }),
  value: fc.constantFrom(...REPLACEMENTS),
});

function* places(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* places(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* places(item, [...path, key]);
  }
}

function changed(value: unknown, path: Path, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.flatMap((item, index) => {
      if (index !== step) return [item];
      const next = changed(item, rest, replacement);
      return next === undefined ? [] : [next];
    });
  }
  const entries = Object.entries(Object(value)).map(([key, item]): [string, unknown] =>
    key === step ? [key, changed(item, rest, replacement)] : [key, item],
  );
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** A copy of a JSON value with something inside it replaced or deleted. */
export function mutateJson(value: unknown, { place, value: replacement }: Mutation): unknown {
  const all = [...places(value)];
  const path = all[place % Math.max(1, all.length)];
  return path === undefined ? value : changed(value, path, replacement);
}

/** True: the pointer leads to a place in the value, or to a missing field of one. */
export function pointsInto(value: unknown, pointer: string): boolean {
  const steps = pointer.split('/').slice(1);
  let current = value;
  for (const [index, step] of steps.entries()) {
    if (typeof current !== 'object' || current === null) return false;
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(current, key)) return index === steps.length - 1;
    current = Reflect.get(current, key);
  }
  return true;
}
