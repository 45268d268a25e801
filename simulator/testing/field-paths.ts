/** Maps whose keys are data, not fields. */
const OPEN_MAPS = ['labels', 'annotations', 'matchLabels', 'selector', 'tags', 'nodeSelector'];

/** Every field path below a value with the kind of its value; items of lists count as one. */
export function fieldPaths(value: unknown, prefix = '', found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    for (const item of value) fieldPaths(item, `${prefix}[]`, found);
    return found;
  }
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const path = prefix === '' ? key : `${prefix}.${key}`;
    found.add(path);
    if (!OPEN_MAPS.includes(key)) fieldPaths(inner, path, found);
  }
  return found;
}

export const pathsOfAll = (values: readonly unknown[]): Set<string> => {
  const found = new Set<string>();
  for (const value of values) fieldPaths(value, '', found);
  return found;
};

export const missingFrom = (wanted: ReadonlySet<string>, found: ReadonlySet<string>): string[] =>
  [...wanted].filter((path) => !found.has(path)).sort();
