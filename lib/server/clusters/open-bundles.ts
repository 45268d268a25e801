import type { Snapshot } from '../../snapshot/snapshot.ts';
import { openBundle } from '../../sources/bundle/open-bundle.ts';

export interface OpenedBundle {
  readonly path: string;
  readonly snapshot: Snapshot;
  /** What could not be read of it, each a line. */
  readonly problems: readonly string[];
}

export type OpenedBundles =
  | { readonly ok: true; readonly bundles: readonly OpenedBundle[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Opens all, or says what is wrong with each that cannot be opened. */
export async function openBundles(paths: readonly string[]): Promise<OpenedBundles> {
  const bundles: OpenedBundle[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    const opened = await openBundle(path);
    if (!opened.ok) {
      problems.push(opened.message);
      continue;
    }
    const unread = opened.problems.map(({ file, pointer, message }) => `${path}: ${file}${pointer}: ${message}`);
    bundles.push({ path, snapshot: opened.snapshot, problems: unread });
  }
  return problems.length === 0 ? { ok: true, bundles } : { ok: false, problems };
}
