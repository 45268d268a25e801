/** How well a text fits; smaller is better. Null: not at all. */
export type MatchRank = 0 | 1 | 2 | 3;

const BOUNDARY = '.-/:_';

/** 0: the whole text; 1: its beginning; 2: the beginning of a part of it; 3: somewhere. `text` is in lower case. */
export function matchRank(text: string, wanted: string): MatchRank | null {
  const at = text.indexOf(wanted);
  if (at < 0) return null;
  if (at === 0) return text.length === wanted.length ? 0 : 1;
  return BOUNDARY.includes(text.charAt(at - 1)) ? 2 : 3;
}

/** Addresses are known by their beginning. */
export function addressRank(address: string, wanted: string): MatchRank | null {
  if (!address.startsWith(wanted)) return null;
  return address.length === wanted.length ? 0 : 1;
}

/** Whether this may be the beginning of an IP address. */
export function looksLikeAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{0,3}){0,3}$/.test(text) || (text.includes(':') && /^[0-9a-f:.]+$/.test(text));
}
