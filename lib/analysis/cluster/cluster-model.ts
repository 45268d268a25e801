import type { ClusterEvent } from '../../snapshot/cluster-event.ts';
import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import type { Lease } from '../../snapshot/lease.ts';
import type { Frontend, LoadBalancer } from '../../snapshot/load-balancer.ts';
import { machineKey } from '../../snapshot/machine-key.ts';
import type { ObservedProbe, RuleHealth } from '../../snapshot/probes-part.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type CloudConfig, cloudConfig } from '../azure/cloud-config.ts';
import { groupBy } from '../group-by.ts';
import type { AnalysisSettings } from '../settings.ts';
import { noticedDepartures } from './departure.ts';
import { heartbeatOf, newestHeartbeat } from './heartbeat.ts';
import { byNodeName, isNoteworthy, type NodeFacts, nodeFacts } from './node-facts.ts';
import { type OwnedRule, ownedRules } from './owned-rule.ts';
import { type PodLookup, podLookup } from './pod-lookup.ts';
import { expectedMembership } from './pool-membership.ts';
import { countedPool, type MemberLookup, type PoolModel, poolModels } from './pool-model.ts';

/** A snapshot indexed for the questions of the analysis; everything that is not specific to one Service. */
export interface ClusterModel {
  readonly snapshot: Snapshot;
  readonly settings: AnalysisSettings;
  readonly config: CloudConfig;
  readonly nodes: readonly NodeFacts[];
  /** Creation of the youngest node; null without nodes. */
  readonly newestNodeAt: string | null;
  readonly nodesByName: ReadonlyMap<string, NodeFacts>;
  /** Node pools with spot nodes, by name. */
  readonly spotPools: readonly string[];
  /** Nodes that are lost, leaving, NotReady or ineligible. */
  readonly noteworthy: readonly NodeFacts[];
  /** Key `ns/name`. Null: EndpointSlices are not loaded. */
  readonly slicesByService: ReadonlyMap<string, readonly EndpointSlice[]> | null;
  readonly podAt: PodLookup;
  readonly lookup: MemberLookup;
  /** By lower-case pool id. */
  readonly pools: ReadonlyMap<string, PoolModel>;
  /** Every node that belongs into the ingress pool: what Azure should have, or is assumed to have. */
  readonly expectedPool: PoolModel;
  readonly rulesByBase: ReadonlyMap<string, readonly OwnedRule[]>;
  /** By frontend IP address. */
  readonly frontendsByIp: ReadonlyMap<string, readonly PlacedFrontend[]>;
  readonly frontendsByBase: ReadonlyMap<string, readonly PlacedFrontend[]>;
  readonly publicIps: ReadonlyMap<string, PublicIpAddress>;
  /** Key `<load balancer>/<rule>`, lower-case. */
  readonly ruleHealth: ReadonlyMap<string, RuleHealth>;
  /** Answers seen on nodes, by port and then by node. */
  readonly observedByPort: ReadonlyMap<number, ReadonlyMap<string, readonly ObservedProbe[]>>;
  /** Events of Services by name; several namespaces may share a list. */
  readonly serviceEvents: ReadonlyMap<string, readonly ClusterEvent[]>;
}

export interface PlacedFrontend {
  readonly loadBalancer: LoadBalancer;
  readonly frontend: Frontend;
  readonly ip: string | null;
}

/** Builds the index. Cost grows with the number of objects, never with nodes × Services. */
export function clusterModel(snapshot: Snapshot, settings: AnalysisSettings): ClusterModel {
  const nodes = readNodes(snapshot, settings, null).toSorted(byNodeName);
  const config = cloudConfig(snapshot);
  const loadBalancers = snapshot.azure.loadBalancers ?? [];
  const publicIps = new Map((snapshot.azure.publicIPAddresses ?? []).map((ip) => [ip.id.toLowerCase(), ip]));
  const lookup = memberLookup(snapshot, nodes);
  const nodesByName = new Map(nodes.map((node) => [node.name, node]));
  const pools = poolModels(loadBalancers, lookup, nodesByName);
  const frontends = placedFrontends(loadBalancers, publicIps);
  const slices = snapshot.kubernetes.endpointSlices;
  return {
    snapshot,
    settings,
    config,
    nodes,
    newestNodeAt: nodes.map((node) => node.createdAt).reduce(later, null),
    nodesByName,
    spotPools: [...new Set(nodes.flatMap((node) => (node.spot && node.agentPool !== null ? [node.agentPool] : [])))],
    noteworthy: nodes.filter(isNoteworthy),
    slicesByService: slices === null ? null : groupBy(slices, (slice) => `${slice.namespace}/${slice.serviceName}`),
    podAt: podLookup(snapshot.kubernetes.pods),
    lookup,
    pools,
    expectedPool: expectedPool(nodes, config),
    rulesByBase: groupBy(ownedRules(loadBalancers, pools), (owned) => owned.base),
    frontendsByIp: groupBy(frontends, (placed) => placed.ip ?? ''),
    frontendsByBase: groupBy(frontends, (placed) => placed.frontend.name.slice(0, 32).toLowerCase()),
    publicIps,
    ruleHealth: indexHealth(snapshot),
    observedByPort: indexObserved(snapshot),
    serviceEvents: indexEvents(snapshot),
  };
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b) > Date.parse(a) ? b : a;
}

export function indexHealth(snapshot: Snapshot): ClusterModel['ruleHealth'] {
  return new Map(snapshot.probes.ruleHealth.map((h) => [`${h.loadBalancer}/${h.rule}`.toLowerCase(), h]));
}

export function indexObserved({ probes }: Snapshot): ClusterModel['observedByPort'] {
  const byPort = Map.groupBy(probes.observed, (answer) => answer.port);
  return new Map([...byPort].map(([port, answers]) => [port, groupBy(answers, (answer) => answer.node)]));
}

export function indexEvents(snapshot: Snapshot): ClusterModel['serviceEvents'] {
  const events = (snapshot.kubernetes.events ?? []).filter((event) => event.objectKind === 'Service');
  return groupBy(events, (event) => event.objectName);
}

/** Facts of all nodes, or only of those `named`. */
export function readNodes(
  snapshot: Snapshot,
  settings: AnalysisSettings,
  named: ReadonlySet<string> | null,
): readonly NodeFacts[] {
  const all = snapshot.kubernetes.nodes ?? [];
  const wanted = named === null ? all : all.filter((node) => named.has(node.name));
  const leases = snapshot.kubernetes.leases ?? [];
  const newest = newestHeartbeat(leases);
  const leaseByNode = new Map<string, Lease>();
  for (const lease of leases) if (named === null || named.has(lease.nodeName)) leaseByNode.set(lease.nodeName, lease);
  const notices = noticedDepartures(snapshot.kubernetes.events ?? [], snapshot.takenAt, settings.noticeSeconds);
  return wanted.map((node) => {
    const heartbeat = heartbeatOf(leaseByNode.get(node.name), newest, settings.heartbeatStoppedSeconds);
    return nodeFacts(node, heartbeat, notices.get(node.name) ?? null);
  });
}

export function expectedPool(nodes: readonly NodeFacts[], config: CloudConfig): PoolModel {
  const members = nodes.filter((node) => expectedMembership(node, config.poolType).state !== 'excluded');
  const identity = {
    id: 'expected',
    name: config.clusterName,
    loadBalancer: null,
    adminStates: new Map(),
    unresolved: 0,
  };
  return countedPool(identity, members, []);
}

function memberLookup(snapshot: Snapshot, nodes: readonly NodeFacts[]): MemberLookup {
  const byMachine = new Map<string, string>();
  const byIp = new Map<string, string>();
  for (const node of nodes) {
    if (node.machineKey !== null) byMachine.set(node.machineKey, node.name);
    for (const ip of node.ips) byIp.set(ip, node.name);
  }
  const { networkInterfaces } = snapshot.azure;
  const machineOfNic = networkInterfaces === null ? null : new Map<string, string>();
  for (const nic of networkInterfaces ?? []) {
    const key = machineKey(nic.virtualMachineId);
    if (key !== null) machineOfNic?.set(nic.id.toLowerCase(), key);
  }
  const isUnplaced = (node: NodeFacts): boolean =>
    node.machineKey === null && expectedMembership(node, 'nic').state !== 'excluded';
  return { byMachine, byIp, machineOfNic, hasUnplacedNodes: nodes.some(isUnplaced) };
}

function placedFrontends(
  loadBalancers: readonly LoadBalancer[],
  publicIps: ReadonlyMap<string, PublicIpAddress>,
): readonly PlacedFrontend[] {
  return loadBalancers.flatMap((loadBalancer) =>
    loadBalancer.frontends.map((frontend) => {
      const publicIp =
        frontend.publicIPAddressId === null ? null : publicIps.get(frontend.publicIPAddressId.toLowerCase());
      return { loadBalancer, frontend, ip: frontend.privateIPAddress ?? publicIp?.ipAddress ?? null };
    }),
  );
}
