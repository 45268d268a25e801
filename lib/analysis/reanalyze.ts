import type { EndpointSlice } from '../snapshot/endpoint-slice.ts';
import { loadBalancerBaseName } from '../snapshot/load-balancer-name.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange, SnapshotDelta } from '../snapshot/snapshot-delta.ts';
import type { Analysis, AnalyzedService } from './analysis.ts';
import { analyze, analyzeService, assembleAnalysis, inNameOrder } from './analyze.ts';
import { type ClusterModel, indexEvents, indexHealth } from './cluster/cluster-model.ts';
import type { NodeFacts } from './cluster/node-facts.ts';
import { updateModel } from './cluster/update-model.ts';
import { canBeDated } from './findings/since-due.ts';
import { datedByPods } from './findings/since-of.ts';
import { addServicesOfLifecycle } from './lifecycle/follow-lifecycle.ts';
import { addFlappingServices } from './service/follow-metrics.ts';
import { followObserved } from './service/follow-observed.ts';
import { addServicesOfAddresses } from './service/follow-shared-addresses.ts';
import { renewService } from './service/renew-service.ts';
import { serviceKey } from './service/service-model.ts';
import { isAzureBehind } from './service/settling.ts';
import { ageSeconds } from './time.ts';

/** Kinds whose changes reach further than single Services: everything is computed anew. */
const WIDE_KINDS = new Set([
  'loadBalancers',
  'publicIPAddresses',
  'managedCluster',
  'networkInterfaces',
  'networkSecurityGroups',
]);

/** Kinds of which no verdict and no finding is made: they may be replaced as a whole. */
const WITHOUT_VERDICT = new Set<string>(['sources', 'leases', 'loadBalancerMetrics', 'hostRoutes']);

/**
 * The analysis of `snapshot`, given that of an earlier snapshot of the same cluster and what changed since. Equal to
 * `analyze(snapshot)`; cost grows with what changed. Objects not named in `delta` must be the same in both snapshots.
 */
export function reanalyze(previous: Analysis, snapshot: Snapshot, delta: SnapshotDelta): Analysis {
  const changes = withExpiredNotices(previous, delta.changes);
  const { settings } = previous.model;
  if (reachesFar(previous, snapshot, changes)) return analyze(snapshot, settings);
  const updated = updateModel(previous.model, snapshot, changes);
  if (updated === null) return analyze(snapshot, settings);
  const affected = changedServices(changes);
  const indexed = followIndexes(previous.model, updated.model, snapshot, changes, affected);
  const model = followObserved(previous, indexed, snapshot, changes, affected);
  addFlappingServices(previous, model, affected);
  const now = Date.parse(snapshot.takenAt);
  for (const [key, entry] of previous.services) {
    const { reconsiderAt } = entry.model;
    if ((reconsiderAt !== null && reconsiderAt <= now) || canBeDated(entry, model)) affected.add(key);
  }
  addServicesOfPods(previous, changes, affected);
  // Only events tell of syncs.
  for (const [key, { model: service }] of previous.model.serviceEvents.size === 0 ? [] : previous.services) {
    if (isAzureBehind(service.service, previous.model)) affected.add(key);
  }
  addServicesOfPolicies(previous, changes, affected);
  addServicesOfLifecycle(previous, snapshot, changes, affected);
  addServicesOfAddresses(previous.snapshot, snapshot, affected);
  const servicesChanged = changes.some((change) => change.kind === 'services');
  const services = new Map(previous.services);
  if (updated.changedNodes.size > 0) renewServices(services, previous, model, updated.changedNodes, affected);
  if (!servicesChanged) {
    for (const key of affected) {
      const known = previous.services.get(key);
      if (known) services.set(key, analyzeService(known.model.service, model));
    }
    return assembleAnalysis(model, services, previous.orphans);
  }
  const ordered = new Map<string, AnalyzedService>();
  for (const service of inNameOrder(snapshot.kubernetes.services ?? [])) {
    const key = serviceKey(service);
    const known = affected.has(key) ? undefined : services.get(key);
    ordered.set(key, known ?? analyzeService(service, model));
  }
  return assembleAnalysis(model, ordered, null);
}

/** A NetworkPolicy concerns pods of its namespace only. */
function addServicesOfPolicies(previous: Analysis, changes: readonly SnapshotChange[], affected: Set<string>): void {
  const policies = changes.filter(({ kind }) => kind === 'networkPolicies');
  if (policies.length === 0) return;
  const namespaces = new Set(policies.map(({ key }) => key.slice(0, key.indexOf('/'))));
  for (const [key, { model }] of previous.services) if (namespaces.has(model.service.namespace)) affected.add(key);
}

/** A pod dates the changes of its endpoint, and without one since when there is none. */
function addServicesOfPods(previous: Analysis, changes: readonly SnapshotChange[], affected: Set<string>): void {
  for (const { kind, key: pod } of changes) {
    if (kind !== 'pods') continue;
    const [namespace = '', name = ''] = pod.split('/');
    for (const [key, { model, findings }] of previous.services) {
      if (model.service.namespace !== namespace || affected.has(key)) continue;
      if (findings.some(({ code }) => datedByPods.has(code))) affected.add(key);
      const isBehind = model.slices?.some((slice) => slice.endpoints.some((endpoint) => endpoint.podName === name));
      if (isBehind) affected.add(key);
    }
  }
}

/** Adds to `affected` the Services whose shares may change with these nodes, and renews the others. */
function renewServices(
  services: Map<string, AnalyzedService>,
  previous: Analysis,
  model: ClusterModel,
  changed: ReadonlyMap<string, NodeFacts>,
  affected: Set<string>,
): void {
  for (const [key, entry] of previous.services) {
    if (affected.has(key)) continue;
    const renewed = renewService(entry, previous.model, model, changed);
    if (renewed === null) affected.add(key);
    else if (renewed !== entry) services.set(key, renewed);
  }
}

function reachesFar(previous: Analysis, snapshot: Snapshot, changes: readonly SnapshotChange[]): boolean {
  const before = previous.snapshot.kubernetes;
  const now = snapshot.kubernetes;
  if ((before.services === null) !== (now.services === null)) return true;
  if ((before.endpointSlices === null) !== (now.endpointSlices === null)) return true;
  if ((before.nodes === null) !== (now.nodes === null)) return true;
  if (isLoadedOtherwise(before, now)) return true;
  if (changes.some(({ kind, key }) => WIDE_KINDS.has(kind) || (key === '*' && !WITHOUT_VERDICT.has(kind)))) {
    return true;
  }
  return joiningNodes(previous.model, previous.snapshot.takenAt) !== joiningNodes(previous.model, snapshot.takenAt);
}

/** Whether lists without which some findings are not made came, or are no longer there. */
function isLoadedOtherwise(before: Snapshot['kubernetes'], now: Snapshot['kubernetes']): boolean {
  return (['workloads', 'disruptionBudgets', 'autoscalers', 'events'] as const).some(
    (kind) => (before[kind] === null) !== (now[kind] === null),
  );
}

/** How many nodes are still given time to enter their pool; only the newest node has to be looked at when there are none. */
function joiningNodes(model: ClusterModel, now: string): number {
  const isJoining = (createdAt: string | null): boolean => {
    const age = ageSeconds(createdAt, now);
    return age !== null && age < model.settings.nodeJoinSeconds;
  };
  if (!isJoining(model.newestNodeAt)) return 0;
  return model.nodes.filter((node) => isJoining(node.createdAt)).length;
}

/** An eviction notice loses its meaning with time, without any object changing. */
function withExpiredNotices(previous: Analysis, changes: readonly SnapshotChange[]): readonly SnapshotChange[] {
  const noticed = previous.model.noteworthy.filter((node) => node.departure?.evidence.startsWith('Event '));
  return [...changes, ...noticed.map((node) => ({ kind: 'nodes' as const, key: node.name }))];
}

function changedServices(changes: readonly SnapshotChange[]): Set<string> {
  return new Set(changes.filter((change) => change.kind === 'services').map((change) => change.key));
}

/** Brings slices, events and health answers up to date and adds the Services they concern to `affected`. */
function followIndexes(
  before: ClusterModel,
  model: ClusterModel,
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
  affected: Set<string>,
): ClusterModel {
  const kinds = new Set(changes.map((change) => change.kind));
  let next = model;
  if (kinds.has('endpointSlices')) {
    next = { ...next, slicesByService: followSlices(before, snapshot, changes, affected) };
  }
  if (kinds.has('events')) {
    const serviceEvents = indexEvents(snapshot);
    const touched = new Set([...serviceEvents.keys(), ...before.serviceEvents.keys()]);
    for (const service of snapshot.kubernetes.services ?? []) {
      if (touched.has(service.name)) affected.add(serviceKey(service));
    }
    next = { ...next, serviceEvents };
  }
  if (kinds.has('ruleHealth')) {
    const ruleHealth = indexHealth(snapshot);
    for (const [key, rules] of next.rulesByBase) {
      const differs = rules.some(({ loadBalancer, rule }) => {
        const id = `${loadBalancer.name}/${rule.name}`.toLowerCase();
        return ruleHealth.get(id) !== before.ruleHealth.get(id);
      });
      if (differs) addServicesOfBase(snapshot, key, affected);
    }
    next = { ...next, ruleHealth };
  }
  return next;
}

function addServicesOfBase(snapshot: Snapshot, base: string, affected: Set<string>): void {
  for (const service of snapshot.kubernetes.services ?? []) {
    if (loadBalancerBaseName(service.uid) === base) affected.add(serviceKey(service));
  }
}

function followSlices(
  before: ClusterModel,
  snapshot: Snapshot,
  changes: readonly SnapshotChange[],
  affected: Set<string>,
): ClusterModel['slicesByService'] {
  const keys = new Set(changes.filter((change) => change.kind === 'endpointSlices').map((change) => change.key));
  const names = new Set([...keys].map((key) => key.slice(key.indexOf('/') + 1)));
  const isChanged = (slice: EndpointSlice): boolean =>
    names.has(slice.name) && keys.has(`${slice.namespace}/${slice.name}`);
  const touched = new Map<string, EndpointSlice[]>();
  for (const slices of [before.snapshot.kubernetes.endpointSlices ?? [], snapshot.kubernetes.endpointSlices ?? []]) {
    for (const slice of slices) if (isChanged(slice)) touched.set(`${slice.namespace}/${slice.serviceName}`, []);
  }
  const serviceNames = new Set([...touched.keys()].map((key) => key.slice(key.indexOf('/') + 1)));
  for (const slice of snapshot.kubernetes.endpointSlices ?? []) {
    if (serviceNames.has(slice.serviceName)) touched.get(`${slice.namespace}/${slice.serviceName}`)?.push(slice);
  }
  const index = new Map(before.slicesByService);
  for (const [key, slices] of touched) {
    affected.add(key);
    if (slices.length > 0) index.set(key, slices);
    else index.delete(key);
  }
  return index;
}
