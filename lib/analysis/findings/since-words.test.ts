import { expect, it } from 'vitest';
import { withSince } from './since-words.ts';

const since = '2026-11-06T03:12:07.000Z';

it('tells the moment after the title, once', () => {
  expect(withSince({ title: 'No endpoint serves shop/web', since })).toBe(
    'No endpoint serves shop/web, since 2026-11-06 03:12:07Z',
  );
  const title = 'shop/web was deleted at 2026-11-06 03:12:07Z and is still there';
  expect(withSince({ title, since })).toBe(title);
  expect(withSince({ title, since: null })).toBe(title);
});
