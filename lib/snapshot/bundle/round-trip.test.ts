import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitrarySnapshot } from './arbitrary-snapshot.ts';
import { decodeBundle } from './decode-bundle.ts';
import { encodeBundle } from './encode-bundle.ts';

const FALLBACK = { cluster: 'fallback', takenAt: '2026-01-01T00:00:00Z' };

test('decoding an encoded snapshot gives the same snapshot, without a problem', () => {
  fc.assert(
    fc.property(arbitrarySnapshot(), (snapshot) => {
      const decoded = decodeBundle(encodeBundle(snapshot), FALLBACK);
      expect(decoded.problems).toEqual([]);
      expect(decoded.notes).toEqual([]);
      expect(decoded.snapshot).toStrictEqual(snapshot);
    }),
    { numRuns: 300 },
  );
});

test('encoding is stable: the same snapshot gives the same text', () => {
  fc.assert(
    fc.property(arbitrarySnapshot(), (snapshot) => {
      const files = encodeBundle(snapshot);
      expect([...encodeBundle(decodeBundle(files, FALLBACK).snapshot)]).toEqual([...files]);
    }),
    { numRuns: 50 },
  );
});
