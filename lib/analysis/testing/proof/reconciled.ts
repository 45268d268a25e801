import type { ClusterNode } from '../../../snapshot/cluster-node.ts';
import type { LoadBalancer } from '../../../snapshot/load-balancer.ts';
import type { PodDisruptionBudget } from '../../../snapshot/pod-disruption-budget.ts';
import type { PublicIpAddress } from '../../../snapshot/public-ip-address.ts';
import type { Service } from '../../../snapshot/service.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { testBalancer } from '../balancer.ts';
import { withSecurityGroup } from '../security-group.ts';
import { testSnapshot } from '../world.ts';

const EXCLUDED = 'node.kubernetes.io/exclude-from-external-load-balancers';
const INTERNAL = 'service.beta.kubernetes.io/azure-load-balancer-internal';
const PINNED = 'service.beta.kubernetes.io/azure-pip-name';

/**
 * The cluster when every controller is done: Azure is what the Services and nodes ask for, and the API server has
 * filled in what follows from what was written. For worlds of one Service.
 */
export function reconciled(snapshot: Snapshot): Snapshot {
  const services = (snapshot.kubernetes.services ?? []).filter(({ deletedAt }) => deletedAt === null).map(allocated);
  const nodes = (snapshot.kubernetes.nodes ?? []).filter(({ labels }: ClusterNode) => labels[EXCLUDED] === undefined);
  const disruptionBudgets = snapshot.kubernetes.disruptionBudgets?.map(counted) ?? null;
  const publicIPAddresses = addressesOf(snapshot, services);
  const kubernetes = { ...snapshot.kubernetes, services, disruptionBudgets };
  const shell: Snapshot = {
    ...snapshot,
    kubernetes,
    azure: { ...snapshot.azure, publicIPAddresses, loadBalancers: [] },
  };
  const loadBalancers = [placed(testBalancer(services, nodes, shell), services, publicIPAddresses)];
  return withSecurityGroup({ ...shell, azure: { ...shell.azure, loadBalancers } });
}

/** What the API server and the controller put into a Service. */
function allocated(service: Service): Service {
  const isLocal = service.externalTrafficPolicy === 'Local';
  const [given] = service.ingress;
  return {
    ...service,
    healthCheckNodePort: isLocal ? (service.healthCheckNodePort ?? 32_000) : null,
    ingress: [given ?? { ip: '20.0.5.5', hostname: null, ipMode: 'VIP' }],
  };
}

/** What the disruption controller counts: a budget in pods, of those that are there. */
function counted(budget: PodDisruptionBudget): PodDisruptionBudget {
  const { minAvailable, maxUnavailable, expectedPods } = budget;
  const desiredHealthy =
    typeof minAvailable === 'number'
      ? minAvailable
      : expectedPods - (typeof maxUnavailable === 'number' ? maxUnavailable : 0);
  return { ...budget, desiredHealthy, disruptionsAllowed: Math.max(0, budget.currentHealthy - desiredHealthy) };
}

/** Those of the controller anew, and those that a Service pins as they are. */
function addressesOf({ azure }: Snapshot, services: readonly Service[]): readonly PublicIpAddress[] {
  const pins = services.flatMap(({ annotations }) => annotations[PINNED] ?? []);
  if (pins.length > 0) return (azure.publicIPAddresses ?? []).filter(({ name }) => pins.includes(name));
  const open = services.filter(({ annotations }) => annotations[INTERNAL] !== 'true');
  return testSnapshot({ nodes: [], services: open, endpoints: {} }).azure.publicIPAddresses ?? [];
}

/** The load balancer where it belongs: internal ones have a name and addresses of their own. */
function placed(
  balancer: LoadBalancer,
  [service]: readonly Service[],
  [publicIp]: readonly PublicIpAddress[],
): LoadBalancer {
  const pinned = service?.annotations[PINNED] === undefined ? null : (publicIp?.id ?? null);
  const frontends = balancer.frontends.map((one) => ({ ...one, publicIPAddressId: pinned ?? one.publicIPAddressId }));
  if (service?.annotations[INTERNAL] !== 'true') return { ...balancer, frontends };
  const privateIPAddress = service.ingress[0]?.ip ?? null;
  const text = JSON.stringify({
    ...balancer,
    name: 'kubernetes-internal',
    frontends: frontends.map((one) => ({ ...one, publicIPAddressId: null, privateIPAddress })),
  });
  return JSON.parse(text.replaceAll('/loadBalancers/kubernetes', '/loadBalancers/kubernetes-internal'));
}
