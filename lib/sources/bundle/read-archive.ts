import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Extract, extract } from 'tar-stream';
import { type BundleFiles, UnreadableBundle } from './bundle-files.ts';
import { normalizeEntryPath } from './bundle-root.ts';
import { decodeText } from './decode-text.ts';
import type { SizeMeter } from './size-meter.ts';

export type ArchiveFormat = 'gzip' | 'tar' | 'zip' | 'json' | 'unknown';

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never;

const TAR_MAGIC_OFFSET = 257;

/** What a file is by its first bytes; names lie. */
export async function archiveFormat(path: string): Promise<ArchiveFormat> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
    if (head.subarray(TAR_MAGIC_OFFSET, TAR_MAGIC_OFFSET + 5).toString('latin1') === 'ustar') return 'tar';
    if (head.subarray(0, 2).toString('latin1') === 'PK') return 'zip';
    return /^\s*[{[]/.test(decodeText(head)) ? 'json' : 'unknown';
  } finally {
    await file.close();
  }
}

async function readEntry(entry: Entry, path: string, isWanted: boolean, meter: SizeMeter): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of entry) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    meter.addBytes(path, chunk.length, size);
    if (isWanted) chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks));
}

function brokenArchive(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/unexpected end/i.test(message)) return new UnreadableBundle('the archive ends early; copy it again');
  if (/tar header|tar archive/i.test(message)) return new UnreadableBundle('it is compressed but holds no tar archive');
  if (/incorrect (header|data) check|invalid/i.test(message))
    return new UnreadableBundle(`the archive is damaged (${message})`);
  return error;
}

/** Reads the wanted files of a tar archive into memory; nothing is written anywhere. A repeated path counts as last seen. */
export async function readArchive(
  path: string,
  format: 'gzip' | 'tar',
  wants: (path: string) => boolean,
  meter: SizeMeter,
): Promise<BundleFiles> {
  const files = new Map<string, string>();
  const unpacked = extract();
  const source = createReadStream(path);
  const pumping = format === 'gzip' ? pipeline(source, createGunzip(), unpacked) : pipeline(source, unpacked);
  // Observed below; without this a failure would be unhandled while entries are still being read.
  pumping.catch(() => undefined);
  try {
    for await (const entry of unpacked) {
      const name = normalizeEntryPath(entry.header.name);
      const isFile = entry.header.type === 'file' || entry.header.type === 'contiguous-file';
      meter.addFile();
      const text = await readEntry(entry, name, isFile && wants(name), meter);
      if (isFile && wants(name)) files.set(name, text);
    }
    await pumping;
  } catch (error) {
    throw brokenArchive(error);
  }
  return files;
}
