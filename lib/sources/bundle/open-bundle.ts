import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { BundleProblem } from '../../snapshot/bundle/bundle-problem.ts';
import { decodeBundle } from '../../snapshot/bundle/decode-bundle.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { BundleLimits } from './bundle-files.ts';
import { defaultLimits } from './bundle-files.ts';
import { readBundleFiles } from './read-bundle-files.ts';

export type OpenResult =
  | {
      readonly ok: true;
      readonly snapshot: Snapshot;
      /** What could not be read; the rest is in the snapshot. */
      readonly problems: readonly BundleProblem[];
      /** Worth a line, nothing to repair. */
      readonly notes: readonly string[];
    }
  /** A sentence that names the path, what is wrong with it and what is expected. */
  | { readonly ok: false; readonly message: string };

/** `lab.tgz` → `lab`. */
function nameOf(path: string): string {
  return basename(resolve(path)).replace(/\.(?:tgz|tar\.gz|tar)$/, '') || 'bundle';
}

/**
 * Opens a bundle: a folder, `.tgz`, `.tar.gz` or `.tar`. Where neither its manifest nor its objects say so, the
 * cluster is named after the file and the time is when the file was written.
 */
export async function openBundle(path: string, limits: BundleLimits = defaultLimits): Promise<OpenResult> {
  const read = await readBundleFiles(path, { limits, wants: (file) => file.endsWith('.json') });
  if (!read.ok) return read;
  const writtenAt = (await stat(path)).mtime.toISOString();
  return { ok: true, ...decodeBundle(read.files, { cluster: nameOf(path), takenAt: writtenAt }) };
}
