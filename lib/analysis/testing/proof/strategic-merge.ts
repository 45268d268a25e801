type Json = unknown;
type JsonObject = { readonly [key: string]: Json };

/** Lists that the API server merges, by the field that tells their entries apart. All others it replaces. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  topologySpreadConstraints: 'topologyKey',
  ports: 'port',
};

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A strategic merge patch as the API server applies it; null takes a field away. */
export function strategicMerge(target: Json, patch: Json, field = ''): Json {
  const key = MERGE_KEYS[field];
  if (Array.isArray(patch))
    return key === undefined ? patch : mergedList(Array.isArray(target) ? target : [], patch, key);
  if (!isObject(patch)) return patch;
  const merged: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = strategicMerge(merged[name], value, name);
  }
  return merged;
}

function mergedList(target: readonly Json[], patch: readonly Json[], key: string): readonly Json[] {
  const keyOf = (entry: Json): Json => (isObject(entry) ? entry[key] : undefined);
  const changed = target.map((entry) => {
    const own = patch.filter((other) => keyOf(other) === keyOf(entry));
    return own.reduce<Json>((merged, other) => strategicMerge(merged, other), entry);
  });
  const known = new Set(target.map(keyOf));
  return [...changed, ...patch.filter((entry) => !known.has(keyOf(entry))).map((entry) => strategicMerge({}, entry))];
}
