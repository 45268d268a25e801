import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyedList } from './keyed-list.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  fc.record({ do: fc.constant('set' as const), key, value: fc.nat() }),
  fc.record({ do: fc.constant('delete' as const), key }),
  fc.record({ do: fc.constant('snapshot' as const) }),
);

it('holds what a Map would hold, and never changes what it has handed out', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const list = createKeyedList<{ key: string; value: number }>();
      const expected = new Map<string, { key: string; value: number }>();
      const answers: [boolean, boolean][] = [];
      const handedOut: { list: readonly unknown[]; copy: unknown[] }[] = [];
      for (const each of steps) {
        if (each.do === 'set') {
          const item = { key: each.key, value: each.value };
          list.set(each.key, item);
          expected.set(each.key, item);
        } else if (each.do === 'delete') {
          answers.push([list.delete(each.key), expected.delete(each.key)]);
        } else {
          handedOut.push({ list: list.snapshot(), copy: [...list.snapshot()] });
        }
      }
      expect(answers.map(([actual]) => actual)).toEqual(answers.map(([, wanted]) => wanted));
      expect(new Set(list.snapshot())).toEqual(new Set(expected.values()));
      expect(list.snapshot()).toHaveLength(expected.size);
      for (const [name, item] of expected) expect(list.get(name)).toBe(item);
      for (const { list: before, copy } of handedOut) expect(before).toEqual(copy);
    }),
  );
});

it('hands out the same array until something changes', () => {
  const list = createKeyedList([['a', 1]]);
  const before = list.snapshot();
  expect(list.snapshot()).toBe(before);
  list.set('b', 2);
  expect(list.snapshot()).not.toBe(before);
});
