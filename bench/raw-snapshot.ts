import type { Snapshot } from '../lib/snapshot/snapshot.ts';
import type { SourceState, SourceStatus } from '../lib/snapshot/source-status.ts';
import { parseClusterNode } from '../lib/snapshot/wire/parse-cluster-node.ts';
import { parseEndpointSlice } from '../lib/snapshot/wire/parse-endpoint-slice.ts';
import { parseLease } from '../lib/snapshot/wire/parse-lease.ts';
import { parseLoadBalancer } from '../lib/snapshot/wire/parse-load-balancer.ts';
import { parseManagedCluster } from '../lib/snapshot/wire/parse-managed-cluster.ts';
import { parsePublicIpAddress } from '../lib/snapshot/wire/parse-public-ip-address.ts';
import { parseScaleSet } from '../lib/snapshot/wire/parse-scale-set.ts';
import { parseService } from '../lib/snapshot/wire/parse-service.ts';
import type { Parsed, ParseProblem } from '../lib/snapshot/wire/parsed.ts';
import { TAKEN_AT } from './cluster/arm-ids.ts';

/** Raw objects of one cluster, parsed JSON or made by a generator. */
export interface RawLists {
  readonly nodes: readonly unknown[];
  readonly leases: readonly unknown[];
  readonly services: readonly unknown[];
  readonly endpointSlices: readonly unknown[];
  readonly loadBalancers: readonly unknown[];
  readonly publicIPAddresses: readonly unknown[];
  readonly scaleSets?: readonly unknown[];
  readonly managedCluster: unknown;
}

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  readonly problems: readonly ParseProblem[];
}

/** Sends raw objects through the wire parsers, as the sources do; lists that are not given stay not loaded. */
export function readSnapshot(raw: RawLists): ReadSnapshot {
  const problems: ParseProblem[] = [];
  const all = <T>(items: readonly unknown[], parse: (item: unknown) => Parsed<T | null>): readonly T[] =>
    items.flatMap((item) => {
      const parsed = parse(item);
      if (parsed.ok) return parsed.value === null ? [] : [parsed.value];
      problems.push(parsed.problem);
      return [];
    });
  const managedCluster = parseManagedCluster(raw.managedCluster);
  if (!managedCluster.ok) problems.push(managedCluster.problem);
  const snapshot: Snapshot = {
    formatVersion: 1,
    cluster: 'shop',
    takenAt: TAKEN_AT,
    sources: { kubernetes: source('live'), azure: source('live'), probes: source('absent') },
    kubernetes: {
      services: all(raw.services, parseService),
      endpointSlices: all(raw.endpointSlices, parseEndpointSlice),
      nodes: all(raw.nodes, parseClusterNode),
      leases: all(raw.leases, parseLease),
      pods: null,
      workloads: null,
      disruptionBudgets: null,
      autoscalers: null,
      networkPolicies: null,
      events: null,
    },
    azure: {
      loadBalancers: all(raw.loadBalancers, parseLoadBalancer),
      publicIPAddresses: all(raw.publicIPAddresses, parsePublicIpAddress),
      scaleSets: all(raw.scaleSets ?? [], parseScaleSet),
      networkSecurityGroups: null,
      scaleSetVms: null,
      networkInterfaces: null,
      managedCluster: managedCluster.ok ? managedCluster.value : null,
    },
    probes: { ruleHealth: [], observed: [] },
  };
  return { snapshot, problems };
}

function source(state: SourceState): SourceStatus {
  return { state, observedAt: state === 'live' ? TAKEN_AT : null, error: null, resources: [] };
}
