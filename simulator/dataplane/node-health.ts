import type { World } from '../kernel/world.ts';
import { answersPackets, type Machine } from '../machines/machine.ts';

/** What a probe meets on a port of a node. */
export type NodeAnswer =
  | { readonly kind: 'http'; readonly status: number; readonly body: unknown; readonly weight?: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout' };

const SCALE_DOWN_TAINT = 'ToBeDeletedByClusterAutoscaler';

/** kube-proxy calls its node eligible unless it is being deleted or the autoscaler has marked it. */
export function isNodeEligible(world: World, nodeName: string): boolean {
  const node = world.store.get('nodes', nodeName);
  if (node === undefined || node.metadata.deletionTimestamp !== undefined) return false;
  return !(node.spec.taints ?? []).some((taint) => taint.key === SCALE_DOWN_TAINT);
}

/** What a stopped or frozen kube-proxy does to whoever asks it; null while it runs. */
function silenceOf(machine: Machine): NodeAnswer | null {
  if (!answersPackets(machine) || machine.kubeProxy === 'frozen') return { kind: 'timeout' };
  return machine.kubeProxy === 'stopped' ? { kind: 'refused' } : null;
}

/** kube-proxy's own health on 10256: `/healthz` says whether the node should get traffic, `/livez` whether the proxy works. */
export function proxyHealth(world: World, machine: Machine, path: string): NodeAnswer {
  const silence = silenceOf(machine);
  if (silence !== null) return silence;
  const at = new Date(world.now).toISOString();
  const common = {
    lastUpdated: at,
    currentTime: at,
    healthy: true,
    status: { IPv4: { lastUpdated: at, healthy: true } },
  };
  if (path === '/livez') return { kind: 'http', status: 200, body: common };
  if (path !== '/healthz') return { kind: 'http', status: 404, body: null };
  const nodeEligible = isNodeEligible(world, machine.nodeName);
  return { kind: 'http', status: nodeEligible ? 200 : 503, body: { ...common, nodeEligible } };
}

/** The health-check node port of a Local Service: 200 while the node has a ready endpoint. undefined when no Service has that port. */
export function serviceHealth(world: World, machine: Machine, port: number): NodeAnswer | undefined {
  const rules = world.rules.healthPort(port) ?? machine.heldRules?.healthPort(port);
  if (rules === undefined) return undefined;
  const silence = silenceOf(machine);
  if (silence !== null) return silence;
  const localEndpoints = rules.readyByNode.get(machine.nodeName) ?? 0;
  const [namespace, name] = rules.service.split('/');
  return {
    kind: 'http',
    status: localEndpoints > 0 ? 200 : 503,
    body: { service: { namespace, name }, localEndpoints, serviceProxyHealthy: true },
    weight: localEndpoints,
  };
}
