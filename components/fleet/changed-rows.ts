import type { FleetRow } from './fleet-row.ts';

export type ChangeCounts = ReadonlyMap<string, number>;

/** Counts one more change of each cluster that reads differently than before. A new cluster is no change. */
export function countChanges(
  counts: ChangeCounts,
  before: readonly FleetRow[],
  after: readonly FleetRow[],
): ChangeCounts {
  const said = new Map(before.map((row) => [row.id, textOf(row)]));
  const changed = after.filter((row) => said.has(row.id) && said.get(row.id) !== textOf(row));
  if (changed.length === 0) return counts;
  const next = new Map(counts);
  for (const { id } of changed) next.set(id, (next.get(id) ?? 0) + 1);
  return next;
}

/** What a reader sees of a row, without its ages. */
function textOf({ status, sentence, services, findings, sources }: FleetRow): string {
  return JSON.stringify([status, sentence, services, findings, sources.map(({ state }) => state)]);
}
