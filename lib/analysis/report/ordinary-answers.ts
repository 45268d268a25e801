import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PoolModel } from '../cluster/pool-model.ts';
import type { PortModel } from '../service/port-model.ts';
import { specialNodes } from '../service/special-nodes.ts';

/**
 * Asks one ordinary node for all of its kind: nodes that host nothing, were not seen and do not stand out get the same
 * answer in the same zone and with the same membership. `pool` is the one that the answers are about.
 */
export function onceForOrdinary<T>(
  port: PortModel,
  pool: PoolModel,
  model: ClusterModel,
  answerOf: (node: NodeFacts) => T,
): (node: NodeFacts) => T {
  const special = specialNodes(port, model);
  const inside = new Map<string | null, T>();
  const outside = new Map<string | null, T>();
  return (node) => {
    if (node.ghost || special.has(node.name)) return answerOf(node);
    const answers = pool.names.has(node.name) ? inside : outside;
    const known = answers.get(node.zoneLabel);
    if (known !== undefined) return known;
    const answer = answerOf(node);
    answers.set(node.zoneLabel, answer);
    return answer;
  };
}
