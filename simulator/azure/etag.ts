import { hashString } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';

const digits = (text: string, length: number): string =>
  `${hashString(text).toString(16).padStart(8, '0')}${hashString(`${text}+`).toString(16).padStart(8, '0')}`.slice(
    0,
    length,
  );

/** A weak etag that belongs to one version of one resource. */
export function etagOf(world: World, guid: string, version: number): string {
  const text = `${world.seed}/${guid}/${version}`;
  return `W/"${guid.slice(0, 8)}-${digits(text, 4)}-${digits(`a${text}`, 4)}-${digits(`b${text}`, 4)}-${digits(`c${text}`, 12)}"`;
}
