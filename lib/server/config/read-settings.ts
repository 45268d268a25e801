import { z } from 'zod';
import { type ClusterEntry, clusterEntrySchema, type SettingName, type SettingValues, settings } from './settings.ts';

/** Where settings come from. Flags win over the environment, which wins over the file. */
export interface SettingSources {
  /** By flag name without dashes; absent: not given. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Parsed content of the configuration file; null: there is none. */
  readonly file: { readonly path: string; readonly content: unknown } | null;
}

export interface ReadSettings {
  readonly values: SettingValues;
  readonly clusters: readonly ClusterEntry[];
  /** What to call a setting in a message: the way in which it was set. */
  readonly nameOf: (setting: SettingName) => string;
  /** Every value that cannot be used, with the flag, variable or field it came from. */
  readonly problems: readonly string[];
}

interface Given {
  readonly name: string;
  readonly value: unknown;
}

export function readSettings(sources: SettingSources): ReadSettings {
  const problems: string[] = [];
  const { fields, clusters } = readFields(sources.file, problems);
  // Each value is what the schema of its own name made, which is what SettingValues says.
  const values: Record<string, unknown> = {};
  const names = new Map<string, string>();
  for (const [name, { schema }] of Object.entries(settings)) {
    const given = givenValue(name, sources, fields);
    if (given === null) continue;
    names.set(name, given.name);
    const parsed = schema.safeParse(given.value);
    if (parsed.success) values[name] = parsed.data;
    else
      problems.push(
        ...parsed.error.issues.map((issue) => `${given.name}${fieldOf(issue)}: ${wording(issue, given.value)}`),
      );
  }
  return { values, clusters, problems, nameOf: (name) => names.get(name) ?? usualName(name) };
}

function givenValue(name: string, sources: SettingSources, fields: ReadonlyMap<string, unknown>): Given | null {
  const { flag, env } = settingNamed(name);
  const byFlag = flag === null ? undefined : sources.flags[flag];
  if (byFlag !== undefined) return { name: `--${flag}`, value: byFlag };
  const byEnv = env === null ? undefined : sources.env[env];
  if (env !== null && byEnv !== undefined && byEnv !== '') return { name: env, value: byEnv };
  if (fields.has(name)) return { name: `${sources.file?.path ?? ''}: ${name}`, value: fields.get(name) };
  return null;
}

function settingNamed(name: string) {
  return Object.entries(settings).find(([known]) => known === name)?.[1] ?? { flag: null, env: null };
}

/** The first way in which it could be set. */
function usualName(name: SettingName): string {
  const { flag, env } = settings[name];
  return flag === null ? (env ?? name) : `--${flag}`;
}

function readFields(file: SettingSources['file'], problems: string[]) {
  const fields = new Map<string, unknown>();
  if (file === null) return { fields, clusters: [] };
  const { content, path } = file;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    problems.push(`${path}: expected a JSON object`);
    return { fields, clusters: [] };
  }
  const { clusters: entries = [], $schema: _ignored, ...rest }: Record<string, unknown> = { ...content };
  for (const [name, value] of Object.entries(rest)) {
    if (name in settings) fields.set(name, value);
    else problems.push(`${path}: ${name} is unknown; known are ${[...Object.keys(settings), 'clusters'].join(', ')}`);
  }
  const clusters = z.array(clusterEntrySchema).safeParse(entries);
  if (clusters.success) return { fields, clusters: clusters.data };
  for (const issue of clusters.error.issues) {
    problems.push(`${path}: ${['clusters', ...issue.path].join('.')}: ${issue.message}`);
  }
  return { fields, clusters: [] };
}

/** Of an object the field that is wrong; the place in a list is told by what was given. */
function fieldOf({ path: [first] }: z.core.$ZodIssue): string {
  return typeof first === 'string' ? `.${first}` : '';
}

/** Says what was given, except where that is a secret. */
function wording(issue: z.core.$ZodIssue, value: unknown): string {
  const shown = typeof value === 'object' && value !== null ? nested(value, issue.path) : value;
  const isSecret = issue.code === 'too_small';
  return isSecret || shown === undefined ? issue.message : `${issue.message}, got ${JSON.stringify(shown)}`;
}

function nested(value: object, path: readonly PropertyKey[]): unknown {
  const [first] = path;
  return first === undefined ? value : Reflect.get(value, first);
}
