import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locateJsonError } from './locate-json-error.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('locateJsonError', () => {
  test.each([
    ['{"a": x}', 1, 7],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1, 2,]', 1, 7],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ['["tab\there"]', 1, 6],
    ['["\\x"]', 1, 3],
    ['[1] 2', 1, 5],
    ['[', 1, 2],
    ['{"a": "b', 1, 9],
    ['[01]', 1, 3],
    ['[1}', 1, 3],
    ['', 1, 1],
  ])('finds the place in %j', (text, line, column) => {
    expect(locateJsonError(text)).toMatchObject({ line, column });
  });

  test('agrees with JSON.parse about what is JSON', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"',
      '1',
      '-',
      '.5',
      'e3',
      'null',
      'tru',
      ' ',
      '\n',
      '\\',
    );
    const text = fc.oneof(
      fc.json(),
      fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join('')),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        expect(locateJsonError(candidate) === null).toBe(isJson(candidate));
      }),
      { numRuns: 3_000 },
    );
  });

  test('points at the cut, or at the number, word or escape that was cut', () => {
    const cut = fc
      .tuple(fc.json({ maxDepth: 4 }), fc.nat(200))
      .map(([text, at]) => text.slice(0, at % (text.length + 1)));
    fc.assert(
      fc.property(cut, (text) => {
        const place = locateJsonError(`${text}\u0000`);
        expect(place?.offset).toBeLessThanOrEqual(text.length);
        expect(text.slice(place?.offset)).toMatch(/^[-+.\\\w]*$/);
      }),
      { numRuns: 1_000 },
    );
  });

  test('finds the end of nesting too deep to recurse into', () => {
    expect(locateJsonError('['.repeat(300_000))).toMatchObject({ offset: 300_000 });
  });
});
