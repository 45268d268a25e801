/** An IPv4 or IPv6 address as a number and its width in bits; null for what is none. */
function parse(ip: string): { readonly value: bigint; readonly bits: number } | null {
  if (!ip.includes(':')) {
    const parts = ip.split('.').map(Number);
    if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null;
    return { value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
  }
  const [head = '', tail] = ip.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const missing = 8 - left.length - right.length;
  if (missing < 0 || (tail === undefined && missing !== 0)) return null;
  const all = [...left, ...Array.from({ length: missing }, () => '0'), ...right].map((group) =>
    Number.parseInt(group, 16),
  );
  if (all.some((group) => Number.isNaN(group) || group > 0xffff)) return null;
  return { value: all.reduce((sum, group) => sum * 0x1_0000n + BigInt(group), 0n), bits: 128 };
}

/** Whether an address lies in a CIDR range, or is the single address the range names. */
export function isInRange(ip: string, range: string): boolean {
  const [base = '', length] = range.split('/');
  const address = parse(ip);
  const network = parse(base);
  if (address === null || network === null || address.bits !== network.bits) return false;
  const shift = BigInt(address.bits - (length === undefined ? address.bits : Number(length)));
  return address.value >> shift === network.value >> shift;
}
