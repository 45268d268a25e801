import { stat } from 'node:fs/promises';
import { BUNDLE_SHAPE, type BundleLimits, defaultLimits, type FilesResult, UnreadableBundle } from './bundle-files.ts';
import { locateBundle } from './bundle-root.ts';
import { archiveFormat, readArchive } from './read-archive.ts';
import { readFolder } from './read-folder.ts';
import { SizeMeter } from './size-meter.ts';

export interface ReadBundleOptions {
  readonly limits?: BundleLimits;
  /** Which files to read, by their path; the others are passed over. */
  readonly wants?: (path: string) => boolean;
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'it may not be read by this user',
  EPERM: 'it may not be read by this user',
};

/** Why a path could not be read; null: not a failure that is expected. */
function expectedFailure(error: unknown): string | null {
  if (error instanceof UnreadableBundle) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return SYSTEM_ERRORS[code] ?? null;
}

const FORMAT_REFUSALS = {
  zip: 'it is a zip archive; unpack it and open the folder',
  json: 'it is a single JSON file',
  unknown: 'it is neither a folder nor a tar archive',
} as const;

async function readPath(path: string, wants: (path: string) => boolean, meter: SizeMeter): Promise<FilesResult> {
  const status = await stat(path);
  if (status.isDirectory()) return locateBundle(await readFolder(path, wants, meter));
  const format = await archiveFormat(path);
  if (format !== 'gzip' && format !== 'tar') return { ok: false, message: FORMAT_REFUSALS[format] };
  return locateBundle(await readArchive(path, format, wants, meter));
}

/** Reads the files of a bundle, a folder or an archive, into memory. */
export async function readBundleFiles(path: string, options: ReadBundleOptions = {}): Promise<FilesResult> {
  const { limits = defaultLimits, wants = () => true } = options;
  const refuse = (message: string): FilesResult => ({
    ok: false,
    message: `Cannot open ${path} as a bundle: ${message}. (${BUNDLE_SHAPE})`,
  });
  try {
    const result = await readPath(path, wants, new SizeMeter(limits));
    return result.ok ? result : refuse(result.message);
  } catch (error) {
    const message = expectedFailure(error);
    if (message === null) throw error;
    return refuse(message);
  }
}
