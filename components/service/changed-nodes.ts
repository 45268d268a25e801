import type { ServiceReport } from '../../lib/report/service-report.ts';

/** `node:<name>` of every node whose verdict, or whose traffic under either policy, differs between two reports. */
export function changedNodeKeys(before: ServiceReport, after: ServiceReport): readonly string[] {
  const changed = new Set<string>();
  for (const policy of ['Cluster', 'Local'] as const) {
    const known = new Map(before.policies[policy].nodes.map((node) => [node.name, JSON.stringify(node)]));
    for (const node of after.policies[policy].nodes) {
      if (known.get(node.name) !== JSON.stringify(node)) changed.add(`node:${node.name}`);
    }
  }
  const verdicts = new Map(before.verdicts.map((verdict) => [`${verdict.rule} ${verdict.node}`, verdict.verdict]));
  for (const verdict of after.verdicts) {
    if (verdicts.get(`${verdict.rule} ${verdict.node}`) !== verdict.verdict) changed.add(`node:${verdict.node}`);
  }
  return [...changed];
}
