import fc from 'fast-check';
import type { KubernetesPart } from '../kubernetes-part.ts';
import { loadBalancerBaseName } from '../load-balancer-name.ts';
import type { ProbesPart, RuleHealth } from '../probes-part.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ResourceStatus, SourceStatus } from '../source-status.ts';
import { healthPath } from './health-path.ts';
import { hostRouteLists } from './host-route-lists.ts';
import { azurePart } from './testing/arbitrary-azure.ts';
import {
  anyText,
  instant,
  ipAddress,
  maybe,
  nodeName,
  port,
  some,
  someDistinct,
  uid,
  word,
} from './testing/arbitrary-fields.ts';
import { hostRoutes } from './testing/arbitrary-host-routes.ts';
import { clusterEvent, clusterNode, endpointSlice, lease, service } from './testing/arbitrary-kubernetes.ts';
import { autoscaler, disruptionBudget, networkPolicy, pod, workloads } from './testing/arbitrary-workloads.ts';

const byName = (object: { readonly namespace: string; readonly name: string }) => `${object.namespace}/${object.name}`;

const kubernetesPart: fc.Arbitrary<KubernetesPart> = fc.record({
  services: maybe(someDistinct(service, byName)),
  endpointSlices: maybe(someDistinct(endpointSlice, byName, 4)),
  nodes: maybe(someDistinct(clusterNode, (node) => node.name)),
  pods: maybe(someDistinct(pod, byName, 4)),
  workloads: maybe(workloads),
  disruptionBudgets: maybe(someDistinct(disruptionBudget, byName)),
  autoscalers: maybe(someDistinct(autoscaler, byName)),
  networkPolicies: maybe(someDistinct(networkPolicy, byName)),
  hostRoutes: maybe(hostRoutes),
  events: maybe(some(clusterEvent)),
  leases: maybe(someDistinct(lease, (each) => each.nodeName)),
});

const backend = fc.record({
  ipAddress: maybe(ipAddress),
  networkInterfaceIPConfigurationId: maybe(word),
  state: fc.constantFrom('Up', 'Down', ''),
  reason: fc.constantFrom('Up_Probe_Success', 'Down_Probe_HttpStatusCodeError', ''),
  since: maybe(instant),
});

const ruleHealth: fc.Arbitrary<RuleHealth> = fc.record({
  loadBalancer: fc.oneof(
    fc.constantFrom('kubernetes', 'kubernetes-internal'),
    anyText.filter((text) => text !== ''),
  ),
  rule: fc.oneof(
    uid.map((id) => `${loadBalancerBaseName(id)}-TCP-80`),
    fc.constantFrom('..', 'a/b', 'rule 80%'),
  ),
  observedAt: instant,
  backends: some(backend),
});

const comparePaths = (a: RuleHealth, b: RuleHealth) => {
  if (a.loadBalancer !== b.loadBalancer) return a.loadBalancer < b.loadBalancer ? -1 : 1;
  return a.rule < b.rule ? -1 : 1;
};

const probesPart: fc.Arbitrary<ProbesPart> = fc.record({
  ruleHealth: someDistinct(ruleHealth, healthPath).map((all) => all.toSorted(comparePaths)),
  observed: some(
    fc.record({
      node: nodeName,
      port,
      protocol: fc.constantFrom('http', 'tcp'),
      path: maybe(fc.constant('/healthz')),
      result: fc.constantFrom('200', '503', 'open', 'refused', 'timeout', 'other'),
      localEndpoints: maybe(fc.nat(5)),
      serviceProxyHealthy: maybe(fc.boolean()),
      at: instant,
    }),
  ),
});

const state = fc.constantFrom('live', 'stale', 'partial', 'denied', 'absent');

/** A resource that holds nothing was never observed. */
function resourceStatus(resource: string, holdsData: boolean): fc.Arbitrary<ResourceStatus> {
  return fc.record({
    resource: fc.constant(resource),
    state,
    observedAt: holdsData ? instant : fc.constant(null),
    error: maybe(anyText),
    denied: maybe(fc.record({ verb: word, resource: word })),
  });
}

function sourceStatus(held: Readonly<Record<string, boolean>>): fc.Arbitrary<SourceStatus> {
  const statuses = Object.entries(held).map(([resource, holdsData]) => resourceStatus(resource, holdsData));
  const resources = fc.oneof(fc.tuple(...statuses), fc.constant([]));
  return fc.record({ state, observedAt: maybe(instant), error: maybe(anyText), resources });
}

function heldKubernetes({ workloads: loaded, hostRoutes: routes, ...lists }: KubernetesPart): Record<string, boolean> {
  const held = Object.fromEntries(Object.entries(lists).map(([resource, values]) => [resource, values !== null]));
  const hasWorkloads = loaded !== null;
  return {
    ...held,
    ...Object.fromEntries(Object.keys(hostRouteLists).map((resource) => [resource, routes !== null])),
    deployments: hasWorkloads,
    replicaSets: hasWorkloads,
    statefulSets: hasWorkloads,
    daemonSets: hasWorkloads,
  };
}

function withSources(parts: Pick<Snapshot, 'kubernetes' | 'azure' | 'probes'>): fc.Arbitrary<Snapshot> {
  const { kubernetes, azure, probes } = parts;
  const heldAzure = Object.fromEntries(Object.entries(azure).map(([resource, values]) => [resource, values !== null]));
  return fc.record({
    formatVersion: fc.constant(1 as const),
    cluster: fc.constantFrom('lab-aks', 'prod weu'),
    takenAt: instant,
    sources: fc.record({
      kubernetes: sourceStatus(heldKubernetes(kubernetes)),
      azure: sourceStatus(heldAzure),
      probes: sourceStatus({ ruleHealth: probes.ruleHealth.length > 0, observed: probes.observed.length > 0 }),
    }),
    kubernetes: fc.constant(kubernetes),
    azure: fc.constant(azure),
    probes: fc.constant(probes),
  });
}

/**
 * Any snapshot that sources can produce: every list loaded, empty or not loaded, names drawn from small sets so
 * that objects refer to each other about as often as they do not.
 */
export function arbitrarySnapshot(): fc.Arbitrary<Snapshot> {
  const parts = fc.record({ kubernetes: kubernetesPart, azure: azurePart, probes: probesPart });
  // Some generated objects have no prototype, which no parsed object is without.
  return parts.chain(withSources).map((snapshot) => structuredClone(snapshot));
}
