import type { ObservedGroup } from '../../report/encoded-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { observedAnswers } from '../service/observed-answers.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { groupIntoRuns } from './node-runs.ts';
import { portsByRule } from './ports-by-rule.ts';

/** What each source says of the nodes, rule by rule, as runs: nodes with the same answer stand together. */
export function encodeObserved(
  service: ServiceModel,
  model: ClusterModel,
  table: readonly NodeFacts[],
): ObservedGroup[] {
  return [...portsByRule(service)].flatMap(([rule, port]) =>
    observedAnswers(port, model)
      .filter((bySource) => bySource.size > 0)
      .flatMap((bySource) =>
        groupIntoRuns(table, (node) => {
          if (node.ghost && !port.pool.names.has(node.name)) return null;
          const answer = bySource.get(node.name);
          return answer === undefined ? null : { rule, ...answer };
        }),
      ),
  );
}
