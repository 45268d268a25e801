import { posix } from 'node:path';
import type { BundleFiles, FilesResult } from './bundle-files.ts';

const HEALTH_FILE = /^(.*?)azure\/health\/[^/]+\/[^/]+\.json$/;
const MARKER_FILE = /^(.*?)(?:(?:kubernetes|azure)\/[^/]+|probes\/observed)\.json$/;
const MANIFEST_FILE = /^(.*?)manifest\.json$/;

/** What archivers and desktops add. */
const CLUTTER = /(?:^|\/)(?:\._[^/]*|__MACOSX|\.DS_Store|Thumbs\.db)(?:\/|$)/;

/** The folder that a file of a bundle says the bundle is in, with its slash; null: it says nothing. */
function rootOf(path: string, files: BundleFiles): string | null {
  // Many things have a manifest; ours says which format it is of.
  const manifest = files.get(path)?.includes('"formatVersion"') ? MANIFEST_FILE.exec(path)?.[1] : undefined;
  return manifest ?? HEALTH_FILE.exec(path)?.[1] ?? MARKER_FILE.exec(path)?.[1] ?? null;
}

function depthOf(root: string): number {
  return root.split('/').length;
}

function isRoot(root: string | null): root is string {
  return root !== null && (root === '' || root.endsWith('/'));
}

/** `./kubernetes/nodes.json` and `/kubernetes/nodes.json` are `kubernetes/nodes.json`. */
export function normalizeEntryPath(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/')).replace(/^\/+/, '');
}

/**
 * Finds the bundle among files: it may lie in folders of its own (`tar czf x.tgz mybundle/`). Answers its files
 * by their path inside the bundle.
 */
export function locateBundle(files: BundleFiles): FilesResult {
  const paths = [...files.keys()].filter((path) => !CLUTTER.test(path));
  const roots = [...new Set(paths.map((path) => rootOf(path, files)).filter(isRoot))];
  const depth = Math.min(...roots.map(depthOf));
  const [root, ...others] = roots.filter((candidate) => depthOf(candidate) === depth);
  if (root === undefined) return { ok: false, message: 'it holds neither kubernetes/*.json nor azure/*.json' };
  if (others.length > 0) {
    return { ok: false, message: `it holds several bundles (${[root, ...others].join(', ')}); open one of them` };
  }
  const inside = paths.filter((path) => path.startsWith(root));
  return { ok: true, files: new Map(inside.map((path) => [path.slice(root.length), files.get(path) ?? ''])) };
}
