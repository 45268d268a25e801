/** Path inside the bundle (`kubernetes/services.json`) → text. */
export type BundleFiles = ReadonlyMap<string, string>;

export type FilesResult =
  | { readonly ok: true; readonly files: BundleFiles }
  | { readonly ok: false; readonly message: string };

/** What a bundle may cost to open; an archive says nothing about its size before it is unpacked. */
export interface BundleLimits {
  readonly maxFiles: number;
  readonly maxTotalBytes: number;
  /** A JavaScript string cannot hold more than 512 Mi characters. */
  readonly maxFileBytes: number;
}

export const defaultLimits: BundleLimits = {
  maxFiles: 20_000,
  maxTotalBytes: 2 * 1024 ** 3,
  maxFileBytes: 500 * 1024 ** 2,
};

export const BUNDLE_SHAPE =
  'a bundle is a folder, .tgz or .tar with kubernetes/services.json, kubernetes/endpointslices.json, kubernetes/nodes.json and, if there are any, azure/*.json';

/** An expected failure inside nested reading; `openBundle` turns it into its message. */
export class UnreadableBundle extends Error {}
