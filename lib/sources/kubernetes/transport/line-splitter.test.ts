import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';

function split(chunks: Buffer[], lineLengthMax = 1000) {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line), lineLengthMax);
  const fits = chunks.map((chunk) => splitter.push(chunk));
  return { lines, fits, pendingLength: splitter.pendingLength() };
}

it('gives the same lines wherever the bytes are cut, also inside a character', () => {
  const line = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => text.trim() !== '' && !text.includes('\n'));
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(500)), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
      expect(split(chunks)).toMatchObject({ lines, pendingLength: 0 });
    }),
  );
});

it('keeps back a line that never ended', () => {
  expect(split([Buffer.from('{"a":1}\n{"b"')])).toMatchObject({ lines: ['{"a":1}'], pendingLength: 4 });
});

it('skips blank lines between objects', () => {
  expect(split([Buffer.from('\n{"a":1}\r\n\r\n')]).lines).toEqual(['{"a":1}\r']);
});

it('refuses a line that grows beyond the limit, over however many chunks', () => {
  expect(split([Buffer.from('12345'), Buffer.from('67890'), Buffer.from('1')], 10).fits).toEqual([true, true, false]);
  expect(split([Buffer.from('1234567890\n123')], 10).fits).toEqual([true]);
});
