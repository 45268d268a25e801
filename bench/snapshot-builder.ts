import type { ClusterNode } from '../lib/snapshot/cluster-node.ts';
import type { EndpointSlice } from '../lib/snapshot/endpoint-slice.ts';
import type { Lease } from '../lib/snapshot/lease.ts';
import type { LoadBalancer } from '../lib/snapshot/load-balancer.ts';
import type { ManagedCluster } from '../lib/snapshot/managed-cluster.ts';
import type { Pod } from '../lib/snapshot/pod.ts';
import type { PublicIpAddress } from '../lib/snapshot/public-ip-address.ts';
import type { ScaleSet } from '../lib/snapshot/scale-set.ts';
import type { Service } from '../lib/snapshot/service.ts';
import type { Snapshot } from '../lib/snapshot/snapshot.ts';
import type { SourceState, SourceStatus } from '../lib/snapshot/source-status.ts';
import { parseClusterNode } from '../lib/snapshot/wire/parse-cluster-node.ts';
import { parseEndpointSlice } from '../lib/snapshot/wire/parse-endpoint-slice.ts';
import { parseLease } from '../lib/snapshot/wire/parse-lease.ts';
import { parseLoadBalancer } from '../lib/snapshot/wire/parse-load-balancer.ts';
import { parseManagedCluster } from '../lib/snapshot/wire/parse-managed-cluster.ts';
import { parsePod } from '../lib/snapshot/wire/parse-pod.ts';
import { parsePublicIpAddress } from '../lib/snapshot/wire/parse-public-ip-address.ts';
import { parseScaleSet } from '../lib/snapshot/wire/parse-scale-set.ts';
import { parseService } from '../lib/snapshot/wire/parse-service.ts';
import type { Parsed, ParseProblem } from '../lib/snapshot/wire/parsed.ts';
import { TAKEN_AT } from './cluster/arm-ids.ts';

export type RawKind =
  | 'nodes'
  | 'leases'
  | 'services'
  | 'endpointSlices'
  | 'pods'
  | 'loadBalancers'
  | 'publicIPAddresses'
  | 'scaleSets'
  | 'managedCluster';

/** Collects raw objects page by page through the wire parsers, as a source does; keeps nothing of the raw ones. */
export class SnapshotBuilder {
  readonly problems: ParseProblem[] = [];
  readonly #nodes: ClusterNode[] = [];
  readonly #leases: Lease[] = [];
  readonly #services: Service[] = [];
  readonly #endpointSlices: EndpointSlice[] = [];
  readonly #pods: Pod[] = [];
  readonly #loadBalancers: LoadBalancer[] = [];
  readonly #publicIPAddresses: PublicIpAddress[] = [];
  readonly #scaleSets: ScaleSet[] = [];
  readonly #managedClusters: ManagedCluster[] = [];

  add(kind: RawKind, items: readonly unknown[]): void {
    const adders: Readonly<Record<RawKind, () => void>> = {
      nodes: () => this.#collect(items, parseClusterNode, this.#nodes),
      leases: () => this.#collect(items, parseLease, this.#leases),
      services: () => this.#collect(items, parseService, this.#services),
      endpointSlices: () => this.#collect(items, parseEndpointSlice, this.#endpointSlices),
      pods: () => this.#collect(items, parsePod, this.#pods),
      loadBalancers: () => this.#collect(items, parseLoadBalancer, this.#loadBalancers),
      publicIPAddresses: () => this.#collect(items, parsePublicIpAddress, this.#publicIPAddresses),
      scaleSets: () => this.#collect(items, parseScaleSet, this.#scaleSets),
      managedCluster: () => this.#collect(items, parseManagedCluster, this.#managedClusters),
    };
    adders[kind]();
  }

  #collect<T>(items: readonly unknown[], parse: (item: unknown) => Parsed<T | null>, into: T[]): void {
    for (const item of items) {
      const parsed = parse(item);
      if (!parsed.ok) this.problems.push(parsed.problem);
      else if (parsed.value !== null) into.push(parsed.value);
    }
  }

  /** Pods stay not loaded when none were added: a cluster without any does not exist. */
  snapshot(): Snapshot {
    return {
      formatVersion: 1,
      cluster: 'shop',
      takenAt: TAKEN_AT,
      sources: { kubernetes: source('live'), azure: source('live'), probes: source('absent') },
      kubernetes: {
        services: this.#services,
        endpointSlices: this.#endpointSlices,
        nodes: this.#nodes,
        leases: this.#leases,
        pods: this.#pods.length === 0 ? null : this.#pods,
        workloads: null,
        disruptionBudgets: null,
        autoscalers: null,
        networkPolicies: null,
        hostRoutes: null,
        events: null,
      },
      azure: {
        loadBalancers: this.#loadBalancers,
        publicIPAddresses: this.#publicIPAddresses,
        scaleSets: this.#scaleSets,
        networkSecurityGroups: null,
        scaleSetVms: null,
        networkInterfaces: null,
        loadBalancerMetrics: null,
        managedCluster: this.#managedClusters[0] ?? null,
      },
      probes: { ruleHealth: [], observed: [] },
    };
  }
}

function source(state: SourceState): SourceStatus {
  return { state, observedAt: state === 'live' ? TAKEN_AT : null, error: null, resources: [] };
}
