import type { LoadBalancingRule } from '../../snapshot/load-balancer.ts';
import type { ServicePort } from '../../snapshot/service.ts';

/** Whether packets that a rule delivers to a node match what kube-proxy expects there. */
export type DataPath = { readonly ok: true } | { readonly ok: false; readonly because: string };

/**
 * With floating IP a packet arrives for frontend IP : backend port, without it for node IP : backend port.
 * docs/model.md "Verdict for a packet".
 */
export function dataPathOf(rule: LoadBalancingRule, port: ServicePort): DataPath {
  if (rule.protocol.toLowerCase() === 'all' && rule.frontendPort === 0) return { ok: true };
  if (rule.frontendPort !== port.port) {
    return {
      ok: false,
      because: `rule ${rule.name} listens on port ${rule.frontendPort}, the Service on ${port.port}`,
    };
  }
  const protocol = rule.protocol.toLowerCase();
  if (protocol !== 'all' && protocol !== port.protocol.toLowerCase()) {
    return { ok: false, because: `rule ${rule.name} carries ${rule.protocol}, the Service ${port.protocol}` };
  }
  const wanted = rule.enableFloatingIP ? port.port : port.nodePort;
  if (rule.backendPort === wanted) return { ok: true };
  const target = rule.enableFloatingIP ? 'the Service port (floating IP is on)' : 'the node port (floating IP is off)';
  return { ok: false, because: `rule ${rule.name} sends to port ${rule.backendPort} instead of ${wanted}, ${target}` };
}
