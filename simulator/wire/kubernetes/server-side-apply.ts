import { isRecord } from './json-value.ts';
import { mergeKeyOf, strategicMerge } from './strategic-merge.ts';

/** What a manager said last time and no longer says is taken away: a merge patch with nulls and list deletions. */
function removals(before: unknown, now: unknown): unknown {
  if (!isRecord(before) || !isRecord(now)) return {};
  const patch: Record<string, unknown> = {};
  for (const [key, old] of Object.entries(before)) {
    const next = now[key];
    if (next === undefined) {
      patch[key] = null;
    } else if (Array.isArray(old) && Array.isArray(next)) {
      const name = mergeKeyOf(key, old);
      if (name === undefined) continue;
      const gone = old.filter(
        (item) => isRecord(item) && !next.some((one) => isRecord(one) && one[name] === item[name]),
      );
      if (gone.length > 0)
        patch[key] = gone.map((item) => ({ [name]: isRecord(item) ? item[name] : null, $patch: 'delete' }));
    } else if (isRecord(old)) {
      const inner = removals(old, next);
      if (isRecord(inner) && Object.keys(inner).length > 0) patch[key] = inner;
    }
  }
  return patch;
}

/** Applies what a manager wants over what is there, knowing what it wanted before. */
export function serverSideApply(live: unknown, wanted: unknown, before: unknown): unknown {
  return strategicMerge(strategicMerge(live, removals(before, wanted)), wanted);
}
