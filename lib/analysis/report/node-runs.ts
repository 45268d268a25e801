import type { NodeRuns } from '../../report/encoded-report.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';

/** Nodes with equal answers together, each group with the runs of its positions. Null answers are left out. */
export function groupIntoRuns<T extends object>(
  table: readonly NodeFacts[],
  answerOf: (node: NodeFacts) => T | null,
): (T & { nodes: NodeRuns })[] {
  const groups = new Map<string, T & { nodes: NodeRuns }>();
  const byAnswer = new Map<T, T & { nodes: NodeRuns }>();
  let before: T | null = null;
  let current: (T & { nodes: NodeRuns }) | undefined;
  for (let position = 0; position < table.length; position++) {
    const node = table[position];
    const answer = node === undefined ? null : answerOf(node);
    if (answer === null) continue;
    if (answer !== before) {
      current = byAnswer.get(answer) ?? groupOf(groups, answer);
      byAnswer.set(answer, current);
      before = answer;
    }
    if (current) extendRuns(current.nodes, position);
  }
  return [...groups.values()];
}

function groupOf<T extends object>(groups: Map<string, T & { nodes: NodeRuns }>, answer: T): T & { nodes: NodeRuns } {
  const key = JSON.stringify(answer);
  const known = groups.get(key);
  if (known) return known;
  const group = { ...answer, nodes: [] };
  groups.set(key, group);
  return group;
}

function extendRuns(runs: NodeRuns, position: number): void {
  const last = runs.at(-1);
  if (last && last[0] + last[1] === position) last[1]++;
  else runs.push([position, 1]);
}
