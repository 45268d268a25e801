import type { ClusterSize } from './cluster-size.ts';
import type { PlannedNode } from './plan-nodes.ts';
import type { SeededRandom } from './seeded-random.ts';

export type PlannedState = 'ready' | 'not-ready' | 'serving-terminating';

export interface PlannedEndpoint {
  readonly podName: string;
  readonly podUid: string;
  readonly ip: string;
  readonly node: PlannedNode;
  readonly state: PlannedState;
}

export interface PlannedPort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
  readonly targetPort: number;
  readonly nodePort: number;
}

export interface PlannedService {
  readonly index: number;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly templateHash: string;
  readonly policy: 'Cluster' | 'Local';
  readonly internal: boolean;
  readonly affinity: boolean;
  /** Its endpoints carry zone hints. */
  readonly sameZone: boolean;
  readonly ip: string;
  readonly ports: readonly PlannedPort[];
  readonly healthCheckNodePort: number | null;
  readonly endpoints: readonly PlannedEndpoint[];
}

/** Hands out each pod address once. */
export type PodAddresses = (node: PlannedNode) => string;

export function podAddresses(): PodAddresses {
  const used = new Map<number, number>();
  return (node) => {
    const host = (used.get(node.index) ?? 1) + 1;
    used.set(node.index, host);
    if (host > 254) throw new Error(`node ${node.name} has no free pod address: too many pods for so few nodes`);
    return `${node.podNetwork}.${host}`;
  };
}

/** A few Services with most of the endpoints, many with a few; policies, ports and hints mixed. Pods avoid spot nodes. */
export function planServices(
  size: ClusterSize,
  nodes: readonly PlannedNode[],
  addresses: PodAddresses,
  random: SeededRandom,
): readonly PlannedService[] {
  const hosts = nodes.filter((node) => node.kind === 'user');
  const nodePorts = nodePortAllocator();
  return endpointCounts(size).map((count, index) => {
    const name = `web-${index}`;
    const policy = index % 5 < 3 ? 'Cluster' : 'Local';
    const templateHash = random.suffix(10);
    const internal = index % 5 === 2;
    return {
      index,
      namespace: `team-${Math.floor(index / 8)}`,
      name,
      uid: random.uuid(),
      templateHash,
      policy,
      internal,
      affinity: index % 40 === 21,
      sameZone: policy === 'Cluster' && index % 10 === 1,
      ip: internal
        ? `10.239.${index >> 8}.${index & 255}`
        : `20.${73 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`,
      ports: plannedPorts(index, nodePorts),
      healthCheckNodePort: policy === 'Local' ? nodePorts() : null,
      endpoints: planEndpoints(count, `${name}-${templateHash}`, hosts, addresses, random, index % 100 === 50),
    };
  });
}

/** 5 % of the Services hold 60 % of the endpoints, the next 25 % hold 26 %, the rest 14 %. */
function endpointCounts(size: ClusterSize): readonly number[] {
  const large = Math.max(1, Math.round(size.services * 0.05));
  const medium = Math.round(size.services * 0.25);
  const small = Math.max(1, size.services - large - medium);
  const counts = Array.from({ length: size.services }, (_, index) => {
    if (index < large) return Math.floor((size.endpoints * 0.6) / large);
    if (index < large + medium) return Math.floor((size.endpoints * 0.26) / medium);
    return Math.floor((size.endpoints * 0.14) / small);
  });
  const missing = size.endpoints - counts.reduce((sum, count) => sum + count, 0);
  counts[0] = (counts[0] ?? 0) + missing;
  return counts;
}

const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;

function nodePortAllocator(): () => number {
  let next = FIRST_NODE_PORT;
  return () => {
    if (next > LAST_NODE_PORT) throw new Error('more node ports are needed than a cluster has');
    return next++;
  };
}

function plannedPorts(index: number, nodePorts: () => number): readonly PlannedPort[] {
  const tcp = (name: string, port: number, targetPort: number): PlannedPort => ({
    name,
    protocol: 'TCP',
    port,
    targetPort,
    nodePort: nodePorts(),
  });
  if (index % 25 === 7) return [{ name: 'dns', protocol: 'UDP', port: 53, targetPort: 5353, nodePort: nodePorts() }];
  if (index % 10 === 0) return [tcp('http', 80, 8080), tcp('https', 443, 8443), tcp('metrics', 9090, 9090)];
  return [tcp('http', 80, 8080)];
}

/** One per node from a random start; a few are not ready, and during a rollout some are leaving; never the first three. */
function planEndpoints(
  count: number,
  prefix: string,
  hosts: readonly PlannedNode[],
  addresses: PodAddresses,
  random: SeededRandom,
  rollingOut: boolean,
): readonly PlannedEndpoint[] {
  const start = random.below(hosts.length);
  const endpoints: PlannedEndpoint[] = [];
  for (let number = 0; number < count; number++) {
    const node = hosts[(start + number) % hosts.length];
    if (node === undefined) throw new Error('the cluster has no user nodes to put pods on');
    const state = number < 3 ? 'ready' : drawnState(random.next(), rollingOut);
    endpoints.push({
      podName: `${prefix}-${random.suffix(5)}`,
      podUid: random.uuid(),
      ip: addresses(node),
      node,
      state,
    });
  }
  return endpoints;
}

function drawnState(draw: number, rollingOut: boolean): PlannedState {
  if (draw < 0.008) return 'not-ready';
  return rollingOut && draw > 0.9 ? 'serving-terminating' : 'ready';
}
