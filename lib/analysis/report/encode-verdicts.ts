import type { VerdictGroup } from '../../report/encoded-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { nodeVerdict } from '../service/node-verdict.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { groupIntoRuns } from './node-runs.ts';
import { onceForOrdinary } from './ordinary-answers.ts';
import { portsByRule } from './ports-by-rule.ts';

type VerdictWithoutNode = Omit<VerdictGroup, 'nodes'>;

/** The verdict rows of a Service as runs; ordinary members are asked once. */
export function encodeVerdicts(
  service: ServiceModel,
  model: ClusterModel,
  table: readonly NodeFacts[],
): VerdictGroup[] {
  return [...portsByRule(service)].flatMap(([rule, port]) =>
    groupIntoRuns(table, verdictsOf(rule, service, port, model)),
  );
}

function verdictsOf(
  rule: string,
  service: ServiceModel,
  port: PortModel,
  model: ClusterModel,
): (node: NodeFacts) => VerdictWithoutNode | null {
  const ask = onceForOrdinary(port, port.pool, model, (node): VerdictWithoutNode => {
    const { verdict, because, known, sources } = nodeVerdict(service, port, node, model);
    const hide = (text: string): string => text.replaceAll(node.name, '{node}');
    return { rule, verdict, because: hide(because), known, sources: sources.map(hide) };
  });
  return (node) => (node.ghost && !port.pool.names.has(node.name) ? null : ask(node));
}
