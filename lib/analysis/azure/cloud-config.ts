import type { LoadBalancer, Probe } from '../../snapshot/load-balancer.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { PoolType } from '../cluster/pool-membership.ts';

export const SHARED_PROBE_NAME = 'cluster-service-shared-health-probe';
const CLUSTER_TAG = 'k8s-azure-cluster-name';
const DEFAULT_CLUSTER_NAME = 'kubernetes';

/** How the cloud controller of this cluster is configured, as far as Azure shows it. */
export interface CloudConfig {
  /** Name given to the controller: load balancers, pools and public IPs start with it. */
  readonly clusterName: string;
  readonly poolType: PoolType;
  /** Null: every Service has its own probes. */
  readonly sharedProbe: { readonly port: number; readonly path: string; readonly known: 'measured' | 'assumed' } | null;
  /** Null: cannot be told, and not compared. */
  readonly disableOutboundSnat: boolean | null;
  readonly multipleLoadBalancers: boolean;
}

/** Read from the managed cluster where it says so, else from the load balancers. docs/model.md "Expected Azure state". */
export function cloudConfig(snapshot: Snapshot): CloudConfig {
  const { managedCluster, publicIPAddresses } = snapshot.azure;
  const loadBalancers = snapshot.azure.loadBalancers ?? [];
  const tagged = publicIPAddresses?.find((ip) => ip.tags[CLUSTER_TAG] !== undefined)?.tags[CLUSTER_TAG];
  const clusterName = tagged ?? DEFAULT_CLUSTER_NAME;
  return {
    clusterName,
    poolType: poolTypeOf(managedCluster?.backendPoolType ?? null, loadBalancers, clusterName),
    sharedProbe: sharedProbeOf(managedCluster?.probeMode ?? null, loadBalancers),
    disableOutboundSnat: outboundSnatOf(loadBalancers),
    multipleLoadBalancers:
      managedCluster?.multipleLoadBalancers === true ||
      loadBalancers.filter((lb) => !isInternal(lb.name)).length > 1 ||
      (managedCluster === null && hasLocalPool(loadBalancers, clusterName)),
  };
}

export function isInternal(loadBalancerName: string): boolean {
  return loadBalancerName.toLowerCase().endsWith('-internal');
}

const lowerCase = (text: string): string => text.toLowerCase();
const OWN_RULE = /^a[0-9a-f]{31}-/i;

/** Only with several load balancers does the controller give a Service a pool of its own, of addresses. */
function hasLocalPool(loadBalancers: readonly LoadBalancer[], clusterName: string): boolean {
  const shared = new Set([clusterName.toLowerCase(), `${clusterName.toLowerCase()}-ipv6`]);
  return loadBalancers.some(({ pools, rules }) => {
    const own = pools.filter(
      ({ name, members }) => !shared.has(name.toLowerCase()) && members.some(({ kind }) => kind === 'ip'),
    );
    const used = new Set(
      rules.filter(({ name }) => OWN_RULE.test(name)).flatMap(({ poolIds }) => poolIds.map(lowerCase)),
    );
    return own.some(({ id }) => used.has(lowerCase(id)));
  });
}

function poolTypeOf(declared: string | null, loadBalancers: readonly LoadBalancer[], clusterName: string): PoolType {
  if (declared === 'nodeip') return 'ip';
  if (declared === 'nodeipconfiguration') return 'nic';
  const own = clusterName.toLowerCase();
  const pools = loadBalancers.flatMap((lb) => lb.pools).filter((pool) => pool.name.toLowerCase().startsWith(own));
  return pools.some((pool) => pool.members.some((member) => member.kind === 'ip')) ? 'ip' : 'nic';
}

function sharedProbeOf(mode: string | null, loadBalancers: readonly LoadBalancer[]): CloudConfig['sharedProbe'] {
  const probes: readonly Probe[] = loadBalancers.flatMap((lb) => lb.probes);
  const existing = probes.find((probe) => probe.name.toLowerCase() === SHARED_PROBE_NAME);
  if (mode === 'servicenodeport' || (mode === null && !existing)) return null;
  if (!existing) return { port: 10256, path: '/healthz', known: 'assumed' };
  return { port: existing.port, path: existing.requestPath ?? '/', known: 'measured' };
}

/** AKS manages egress with an outbound rule and then keeps SNAT off on every ingress rule. */
function outboundSnatOf(loadBalancers: readonly LoadBalancer[]): boolean | null {
  if (loadBalancers.some((lb) => lb.outboundRules.length > 0)) return true;
  const rules = loadBalancers.flatMap((lb) => lb.rules);
  const off = rules.filter((rule) => rule.disableOutboundSnat).length;
  if (rules.length < 3) return null;
  return off * 2 > rules.length;
}
