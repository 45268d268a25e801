import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = join(import.meta.dirname, '..', '..', 'simulator', 'scenarios');
const scenarioSchema = z.object({ title: z.string() });

/** Every scenario that the embedded AKS can play, by name. */
export function listScenarios(): readonly { readonly name: string; readonly title: string }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.yaml$/, ''),
      title: scenarioSchema.parse(parse(readFileSync(join(folder, file), 'utf8'))).title,
    }));
}
