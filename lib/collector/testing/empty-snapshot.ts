import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SourceStatus } from '../../snapshot/source-status.ts';

const absent: SourceStatus = { state: 'absent', observedAt: null, error: null, resources: [] };

/** The snapshot of a cluster of which nothing is known yet. */
export function emptySnapshot(cluster: string, takenAt: string): Snapshot {
  return {
    formatVersion: 1,
    cluster,
    takenAt,
    sources: { kubernetes: absent, azure: absent, probes: absent },
    kubernetes: {
      services: null,
      endpointSlices: null,
      nodes: null,
      pods: null,
      workloads: null,
      disruptionBudgets: null,
      autoscalers: null,
      networkPolicies: null,
      hostRoutes: null,
      events: null,
      leases: null,
    },
    azure: {
      loadBalancers: null,
      publicIPAddresses: null,
      networkSecurityGroups: null,
      scaleSets: null,
      scaleSetVms: null,
      networkInterfaces: null,
      loadBalancerMetrics: null,
      managedCluster: null,
    },
    probes: { ruleHealth: [], observed: [] },
  };
}
