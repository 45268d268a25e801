import { z } from 'zod';
import type { SourceName, SourceStatus } from '../source-status.ts';
import { issueMessage } from '../wire/issue-message.ts';
import { jsonPointer } from '../wire/json-pointer.ts';
import { isPlainObject, propertyOf } from '../wire/plain-object.ts';
import { instant } from '../wire/wire-fields.ts';
import type { BundleProblem } from './bundle-problem.ts';
import { readJson } from './read-json.ts';

export const MANIFEST_PATH = 'manifest.json';

const state = z.enum(['live', 'stale', 'partial', 'denied', 'absent']);

const resourceSchema = z.object({
  resource: z.string(),
  state,
  observedAt: instant.nullable(),
  error: z.string().nullable(),
  denied: z.object({ verb: z.string(), resource: z.string() }).nullable(),
});

const sourceSchema = z.object({
  state,
  observedAt: instant.nullable(),
  error: z.string().nullable(),
  resources: z.array(resourceSchema),
});

const fields = {
  formatVersion: z.literal(1),
  cluster: z.string().min(1),
  takenAt: instant,
  sources: z.object({ kubernetes: sourceSchema, azure: sourceSchema, probes: sourceSchema }),
};

export interface Manifest {
  /** Null: to be derived. */
  readonly cluster: string | null;
  readonly takenAt: string | null;
  /** Null: put together by hand; the states follow from the files. */
  readonly sources: Readonly<Record<SourceName, SourceStatus>> | null;
}

export interface DecodedManifest {
  readonly manifest: Manifest;
  readonly problems: readonly BundleProblem[];
}

const EMPTY: Manifest = { cluster: null, takenAt: null, sources: null };

function fileProblem(message: string): DecodedManifest {
  return { manifest: EMPTY, problems: [{ file: MANIFEST_PATH, pointer: '', message }] };
}

/** Each field on its own: one that cannot be read is derived as if it were missing. */
export function decodeManifest(source: string | undefined): DecodedManifest {
  if (source === undefined) return { manifest: EMPTY, problems: [] };
  const json = readJson(source);
  if (json.kind === 'unreadable') return fileProblem(json.message);
  if (json.kind === 'refused') return fileProblem(`holds an error: ${json.refusal.message}`);
  const body = json.value;
  if (!isPlainObject(body)) return fileProblem('expected an object like {"formatVersion": 1, "cluster": …}');
  const problems: BundleProblem[] = [];
  const read = <T>(name: keyof typeof fields, schema: z.ZodType<T>): T | null => {
    const value = body[name];
    if (value === undefined || value === null) return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.push(fieldProblem(name, parsed.error, value));
    return null;
  };
  read('formatVersion', fields.formatVersion);
  const cluster = read('cluster', fields.cluster);
  const takenAt = read('takenAt', fields.takenAt);
  const sources = read('sources', fields.sources);
  return { manifest: { cluster, takenAt, sources }, problems };
}

function fieldProblem(name: string, error: z.core.$ZodError, value: unknown): BundleProblem {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const message = issue ? issueMessage(issue, path.reduce<unknown>(propertyOf, value)) : 'cannot be read';
  return { file: MANIFEST_PATH, pointer: jsonPointer([name, ...path]), message };
}
