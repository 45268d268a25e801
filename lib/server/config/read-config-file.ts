import { readFileSync } from 'node:fs';
import type { SettingSources } from './read-settings.ts';
import type { Resolved } from './resolve-access.ts';

const flag = 'config';
const variable = 'AKS_INGRESS_HEALTH_CONFIG';

/** The file of `--config`. Null: none is named. */
export function readConfigFile(
  flags: SettingSources['flags'],
  env: SettingSources['env'],
): Resolved<SettingSources['file']> {
  const path = flags[flag] ?? env[variable];
  if (typeof path !== 'string' || path === '') return { ok: true, value: null };
  try {
    return { ok: true, value: { path, content: JSON.parse(readFileSync(path, 'utf8')) } };
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    return { ok: false, problems: [`${path} ${what}: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
