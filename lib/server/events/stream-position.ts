import { bootId } from '../boot-id.ts';

/** Where in the stream of a cluster somebody is: a version of this run of the process. */
export function streamPosition(version: number): string {
  return `${bootId()}.${version}`;
}

/** Null: of another run, or no position at all. */
export function versionAt(position: string | null): number | null {
  const [boot, version = ''] = (position ?? '').split('.');
  return boot === bootId() && /^\d{1,15}$/.test(version) ? Number(version) : null;
}
