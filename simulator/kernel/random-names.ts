import type { SeededRandom } from './seeded-random.ts';

/** The alphabet of generated Kubernetes names: no vowels, no look-alikes. */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';
const HEX = '0123456789abcdef';

const pick = (random: SeededRandom, alphabet: string, length: number): string => {
  let text = '';
  for (let index = 0; index < length; index++) text += alphabet.charAt(random.integer(alphabet.length));
  return text;
};

export const randomSuffix = (random: SeededRandom, length = 5): string => pick(random, SAFE, length);

export const randomHex = (random: SeededRandom, length: number): string => pick(random, HEX, length);

/** A version 4 UUID. */
export function randomUuid(random: SeededRandom): string {
  const hex = randomHex(random, 32);
  const variant = '89ab'.charAt(random.integer(4));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Like the pod-template-hash: a short name that belongs to a text. */
export function nameOfHash(hash: number): string {
  let rest = hash >>> 0;
  let text = '';
  for (let index = 0; index < 9; index++) {
    text += SAFE.charAt(rest % SAFE.length);
    rest = (Math.imul(rest, 0x9e3779b1) ^ (rest >>> 7)) >>> 0;
  }
  return text;
}
