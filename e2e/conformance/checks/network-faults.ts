import { isClientAllowed } from '../../../simulator/azure/nsg.ts';
import { isLetIn } from '../../../simulator/dataplane/network-policies.ts';
import { clientAddress } from '../../../simulator/dataplane/play-connections.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { keyOf } from '../../../simulator/objects/resources.ts';
import type { Service } from '../../../simulator/objects/service.ts';
import { isProbeDenied } from './node-truth.ts';
import { policyOf, type Route } from './routes.ts';

const poolNodes = ({ lb, rule }: Route): readonly string[] =>
  lb.pools.find((pool) => pool.name === rule.pool)?.members.map((member) => member.nodeName) ?? [];

/** Where a packet of a route arrives, as a security group sees it. */
function isClientOut(world: World, route: Route): boolean {
  const { rule, address, port } = route;
  const machine = world.machines.get(poolNodes(route)[0] ?? '');
  const nodeAddress = (address.includes(':') ? machine?.ipv6 : null) ?? machine?.ip;
  const destination = rule.floatingIP ? address : nodeAddress;
  if (destination === undefined) return false;
  const at = rule.floatingIP ? port.port : rule.backendPort;
  return !isClientAllowed(world, clientAddress(address, 7), destination, at, port.protocol === 'UDP' ? 'Udp' : 'Tcp');
}

/** Whether policies keep from the pods whom they would see: another node under Cluster, the client under Local. */
export function isShut(world: World, route: Route): boolean {
  const { key, port, family, address, service } = route;
  const ports = world.rules.get(key)?.ports ?? [];
  const endpoints = ports.find((one) => one.protocol === port.protocol && one.port === port.port)?.endpoints[family];
  const usable = (endpoints ?? []).filter((one) => one.ready || (one.serving && one.terminating));
  const node = world.machines.get(poolNodes(route)[0] ?? '');
  if (usable.length === 0 || node === undefined) return false;
  const other = { ip: (family === 'IPv6' ? node.ipv6 : null) ?? node.ip, node: 'another' };
  const source = policyOf(service) === 'Local' ? { ip: clientAddress(address, 7), node: null } : other;
  return usable.every((endpoint) => {
    const pod = world.store.get('pods', world.processes.get(endpoint.ip)?.podKey ?? '');
    return pod !== undefined && !isLetIn(world, pod, source, endpoint.port);
  });
}

/** What of the network stands in the way of a Service. */
export function networkFaults(world: World, routes: readonly Route[]): string[] {
  const faults: string[] = [];
  if (routes.some((route) => poolNodes(route).some((node) => isProbeDenied(world, route, node))))
    faults.push('nsg-blocks-probe');
  if (routes.some((route) => isClientOut(world, route))) faults.push('nsg-blocks-clients');
  if (routes.some((route) => isShut(world, route))) faults.push('network-policy-blocks-ingress');
  return faults;
}

/** What of the last sync of a Service failed. */
export function syncFaults(world: World, service: Service): string[] {
  if (!world.cloud.failures.has(keyOf(service))) return [];
  const last = world.store
    .list('events')
    .filter((event) => event.involvedObject.uid === service.metadata.uid && event.reason === 'SyncLoadBalancerFailed')
    .at(-1);
  const isConflict = last?.message?.includes('checkLoadBalancerResourcesConflicts') ?? false;
  const hasAddress = (service.status.loadBalancer.ingress ?? []).length > 0;
  return [
    isConflict ? 'port-conflict-on-shared-ip' : 'reconcile-failing',
    ...(hasAddress ? [] : ['external-ip-pending']),
  ];
}
