/** An address as a number of 32 or 128 bits. Null: no address. */
export interface Address {
  readonly bits: bigint;
  readonly width: 32 | 128;
}

/** IPv4 in dots, or IPv6 with at most one `::`. Null: neither. */
export function parseAddress(text: string): Address | null {
  const trimmed = text.trim();
  return trimmed.includes(':') ? parseSix(trimmed) : parseFour(trimmed);
}

function parseFour(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return { bits: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n), width: 32 };
}

const GROUPS = 8;

function parseSix(text: string): Address | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail = []] = groups;
  const missing = GROUPS - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { bits: all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n), width: 128 };
}

/** `10.0.0.0/8`, or one address. Null: neither. */
export interface AddressRange extends Address {
  readonly prefix: number;
}

export function parseRange(text: string): AddressRange | null {
  const [base = '', length, ...more] = text.trim().split('/');
  const address = parseAddress(base);
  if (address === null || more.length > 0) return null;
  if (length === undefined) return { ...address, prefix: address.width };
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  return prefix >= 0 && prefix <= address.width ? { ...address, prefix } : null;
}

/** Whether all of `inner` lies in `outer`. Families never contain one another. */
export function contains(outer: AddressRange, inner: AddressRange): boolean {
  if (outer.width !== inner.width || outer.prefix > inner.prefix) return false;
  const shift = BigInt(outer.width - outer.prefix);
  return outer.bits >> shift === inner.bits >> shift;
}
