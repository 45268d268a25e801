import { sameJson } from '../../objects/same-json.ts';
import { isRecord, type JsonRecord } from './json-value.ts';

/** The field that says which items of a list are the same thing. Lists not named here are replaced as a whole. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  ownerReferences: ['uid'],
  conditions: ['type'],
  addresses: ['type'],
  ports: ['containerPort', 'port'],
  podIPs: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
};

/** Lists of plain values that are merged as sets. */
const SETS = new Set(['finalizers']);

const DELETE_FROM = '$deleteFromPrimitiveList/';

export const mergeKeyOf = (field: string, items: readonly unknown[]): string | undefined =>
  MERGE_KEYS[field]?.find((key) => items.some((item) => isRecord(item) && key in item));

function mergeList(field: string, target: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  if (SETS.has(field)) return [...target, ...patch.filter((item) => !target.some((known) => sameJson(known, item)))];
  const replaces = patch.some((item) => isRecord(item) && item.$patch === 'replace');
  const key = mergeKeyOf(field, [...patch, ...target]);
  if (replaces) return patch.filter((item) => !(isRecord(item) && '$patch' in item));
  if (key === undefined) return patch;
  let result = [...target];
  for (const item of patch) {
    if (!isRecord(item)) continue;
    const same = (one: unknown) => isRecord(one) && sameJson(one[key], item[key]);
    if (item.$patch === 'delete') {
      result = result.filter((one) => !same(one));
      continue;
    }
    const index = result.findIndex(same);
    if (index < 0) result.push(mergeRecord({}, item));
    else result[index] = strategicMerge(result[index], item);
  }
  return result;
}

function mergeRecord(target: JsonRecord, patch: JsonRecord): JsonRecord {
  if (patch.$patch === 'replace') return Object.fromEntries(Object.entries(patch).filter(([key]) => key !== '$patch'));
  const result: Record<string, unknown> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_FROM)) {
      const field = key.slice(DELETE_FROM.length);
      const list = result[field];
      if (Array.isArray(list) && Array.isArray(value)) result[field] = list.filter((item) => !value.includes(item));
    } else if (key.startsWith('$')) {
      if (key === '$retainKeys' && Array.isArray(value))
        for (const field of Object.keys(result)) if (!value.includes(field)) delete result[field];
    } else if (value === null) delete result[key];
    else if (Array.isArray(value)) {
      const known = result[key];
      result[key] = mergeList(key, Array.isArray(known) ? known : [], value);
    } else result[key] = strategicMerge(result[key], value);
  }
  return result;
}

/** Kubernetes' own merge: lists of things with a name are merged thing by thing, with directives that begin with `$`. */
export function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  return mergeRecord(isRecord(target) ? target : {}, patch);
}
