import type { EncodedService, NodeRow, NodeRuns } from './encoded-report.ts';
import { inTableOrder } from './in-table-order.ts';
import { type ObservedAnswer, observedSourceSchema } from './observed-report.ts';
import { reasonWords } from './probe-reasons.ts';
import type { VerdictReport } from './verdict-report.ts';

/** The verdict rows of a Service, rule by rule, each with what was seen of the node. */
export function decodeVerdicts(
  groups: EncodedService['verdictGroups'],
  observedGroups: EncodedService['observedGroups'],
  nodes: readonly NodeRow[],
): VerdictReport[] {
  const rules = new Set(groups.map((group) => group.rule));
  return [...rules].flatMap((rule) => {
    const ofRule = groups.filter((group) => group.rule === rule);
    const answers = answersByNode(
      observedGroups.filter((group) => group.rule === rule),
      nodes,
    );
    return inTableOrder(ofRule, nodes).map(([{ nodes: _runs, ...verdict }, row]) => ({
      ...verdict,
      because: verdict.because.replaceAll('{node}', row.name),
      sources: verdict.sources.map((source) => source.replaceAll('{node}', row.name)),
      node: row.name,
      observed: answers.get(row.name) ?? [],
    }));
  });
}

/** Answers in the order of the sources. */
function answersByNode(
  groups: EncodedService['observedGroups'],
  nodes: readonly NodeRow[],
): ReadonlyMap<string, ObservedAnswer[]> {
  const byNode = new Map<string, ObservedAnswer[]>();
  for (const source of observedSourceSchema.options) {
    for (const { nodes: runs, state, reason, observedAt } of groups.filter((group) => group.source === source)) {
      const answer = { source, state, reason, words: reasonWords(source, reason), observedAt };
      for (const name of namesIn(runs, nodes)) {
        const known = byNode.get(name);
        if (known === undefined) byNode.set(name, [answer]);
        else known.push(answer);
      }
    }
  }
  return byNode;
}

function namesIn(runs: NodeRuns, nodes: readonly NodeRow[]): readonly string[] {
  return runs.flatMap(([first, count]) => nodes.slice(first, first + count).map((row) => row.name));
}
