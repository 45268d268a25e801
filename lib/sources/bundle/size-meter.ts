import { type BundleLimits, UnreadableBundle } from './bundle-files.ts';

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MiB`;
}

/** Counts what has been read and stops before it is too much. */
export class SizeMeter {
  readonly #limits: BundleLimits;
  #files = 0;
  #totalBytes = 0;

  constructor(limits: BundleLimits) {
    this.#limits = limits;
  }

  addFile(): void {
    this.#files += 1;
    if (this.#files > this.#limits.maxFiles) {
      throw new UnreadableBundle(`it holds more than ${this.#limits.maxFiles} files`);
    }
  }

  /** `fileBytes`: what this file has come to so far, `added` included. */
  addBytes(path: string, added: number, fileBytes: number): void {
    this.#totalBytes += added;
    if (fileBytes > this.#limits.maxFileBytes) {
      throw new UnreadableBundle(`${path} in it is larger than ${mebibytes(this.#limits.maxFileBytes)}`);
    }
    if (this.#totalBytes > this.#limits.maxTotalBytes) {
      throw new UnreadableBundle(`it holds more than ${mebibytes(this.#limits.maxTotalBytes)} unpacked`);
    }
  }
}
