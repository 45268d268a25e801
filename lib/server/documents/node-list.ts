import type { Analysis } from '../../analysis/analysis.ts';
import { summarizeNodes } from '../../analysis/summarize-nodes.ts';
import type { NodeList } from '../../report/cluster-documents.ts';

export function nodeList(analysis: Analysis): NodeList {
  const { cluster, takenAt } = analysis.snapshot;
  return { formatVersion: 1, cluster, takenAt, nodes: [...summarizeNodes(analysis)] };
}
