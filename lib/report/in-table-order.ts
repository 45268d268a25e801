import type { NodeRow, NodeRuns } from './encoded-report.ts';

/** Each node of the groups' runs with its group, in the order of the table. */
export function inTableOrder<T extends { readonly nodes: NodeRuns }>(
  groups: readonly T[],
  nodes: readonly NodeRow[],
): readonly (readonly [T, NodeRow])[] {
  const placed: (readonly [number, T])[] = groups.flatMap((group) =>
    group.nodes.flatMap(([first, count]) =>
      Array.from({ length: count }, (_, offset) => [first + offset, group] as const),
    ),
  );
  placed.sort(([a], [b]) => a - b);
  return placed.flatMap(([position, group]) => {
    const row = nodes[position];
    return row ? [[group, row] as const] : [];
  });
}
