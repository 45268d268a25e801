import { randomBytes } from 'node:crypto';
import { processWide } from './process-wide.ts';

/** Tells this run of the process from any other: versions of clusters count from 1 in each. */
export function bootId(): string {
  return processWide('boot-id', () => randomBytes(6).toString('base64url'));
}
