import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { suspectShare } from '../policy/suspect-share.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';
import { settlingNodes } from './settling-nodes.ts';

/**
 * Share of new connections that is perhaps lost on top of `lostShare`, under one policy: to the machines of `silent`
 * nodes, and under the policy in force to nodes whose probe may not have noticed that their last pod went.
 * docs/model.md "Endpoints nobody answers for", "While a probe has not noticed".
 */
export function perhapsLost(
  service: ServiceModel,
  port: PortModel,
  policy: TrafficPolicy,
  silent: readonly NodeFacts[],
  model: ClusterModel,
): number {
  const own = port.policies[policy];
  const bySilence = suspectShare(own, port.endpoints, silent);
  const settling = policy === service.service.externalTrafficPolicy ? settlingNodes(service, port, model) : null;
  if (settling === null) return bySilence;
  const { lostShare, rotationSize } = own.traffic;
  const losing = settling.losing.length;
  const receiving = rotationSize - settling.joining + losing;
  const most = (losing + (lostShare + bySilence) * rotationSize) / receiving;
  return Math.max(0, Math.min(1, most) - lostShare);
}
