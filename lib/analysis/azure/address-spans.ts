import type { AddressRange } from './ip-range.ts';

/** All addresses from `from` to `to`, both included. */
export interface AddressSpan {
  readonly width: 32 | 128;
  readonly from: bigint;
  readonly to: bigint;
}

/** The same addresses in as few spans as possible, in order. */
export function spansOf(ranges: readonly AddressRange[]): readonly AddressSpan[] {
  const spans = ranges.map(({ bits, width, prefix }) => {
    const size = 1n << BigInt(width - prefix);
    const from = (bits / size) * size;
    return { width, from, to: from + size - 1n };
  });
  return joinedSpans(spans);
}

/** Any spans, in as few as possible, in order. */
export function joinedSpans(spans: readonly AddressSpan[]): readonly AddressSpan[] {
  const sorted = spans.toSorted((a, b) => a.width - b.width || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: { width: 32 | 128; from: bigint; to: bigint }[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last === undefined || last.width !== span.width || span.from > last.to + 1n) merged.push({ ...span });
    else if (span.to > last.to) last.to = span.to;
  }
  return merged;
}

/** Every address of its family. */
export function isEverything({ width, from, to }: AddressSpan): boolean {
  return from === 0n && to + 1n === 1n << BigInt(width);
}

/** `10.0.0.0/8`. */
export function rangeText({ bits, width, prefix }: AddressRange): string {
  return `${addressText(bits, width)}/${prefix}`;
}

/** Spans of `inner` that lie not wholly in `outer`. Both as `spansOf` gives them. */
export function uncovered(inner: readonly AddressSpan[], outer: readonly AddressSpan[]): readonly AddressSpan[] {
  return inner.filter(
    (span) => !outer.some(({ width, from, to }) => width === span.width && from <= span.from && span.to <= to),
  );
}

/** The longest prefix that holds all of a span: `10.244.0.0/21`. */
export function coveringPrefix({ width, from, to }: AddressSpan): string {
  let bits = 0;
  while (from >> BigInt(bits) !== to >> BigInt(bits)) bits++;
  const base = (from >> BigInt(bits)) << BigInt(bits);
  return `${addressText(base, width)}/${width - bits}`;
}

function addressText(bits: bigint, width: 32 | 128): string {
  const size = width === 32 ? 8 : 16;
  const parts = Array.from({ length: width / size }, (_, index) => {
    const shift = BigInt(width - size * (index + 1));
    return (bits >> shift) & ((1n << BigInt(size)) - 1n);
  });
  return width === 32 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
}
