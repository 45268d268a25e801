import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../docs/findings');

/** Text of the page about a finding. Null: there is none of this code. A code is a plain word, so it leads nowhere else. */
export async function readFindingDoc(code: string): Promise<string | null> {
  if (!/^[a-z0-9-]{1,64}$/.test(code)) return null;
  try {
    return await readFile(join(folder, `${code}.md`), 'utf8');
  } catch {
    return null;
  }
}
