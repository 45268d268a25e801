import { change, put } from '../control-plane/object-life.ts';
import { recordEvent } from '../control-plane/record-event.ts';
import type { Controller } from '../kernel/controller.ts';
import { note, type World } from '../kernel/world.ts';
import { keyOf } from '../objects/resources.ts';
import { sameJson } from '../objects/same-json.ts';
import type { Service } from '../objects/service.ts';
import { poolFacts } from './eligible-nodes.ts';
import { deleteLoadBalancer, ensureLoadBalancer, updatePools } from './ensure-load-balancer.ts';
import { SyncError } from './expected-probes.ts';
import { reconcileSecurityRules } from './security-rules.ts';

const FINALIZER = 'service.kubernetes.io/load-balancer-cleanup';
const COMPONENT = 'service-controller';
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 300_000;

/** A Service the Azure controller looks after. */
const isWanted = (service: Service): boolean =>
  service.spec.type === 'LoadBalancer' && service.spec.loadBalancerClass === undefined;

const hasFinalizer = (service: Service): boolean => service.metadata.finalizers?.includes(FINALIZER) ?? false;

/** The fields whose change makes the controller look at a Service; nothing else does, however wrong Azure may be. */
const watchedFields = (service: Service) => ({
  type: service.spec.type,
  ranges: service.spec.loadBalancerSourceRanges,
  ports: service.spec.ports,
  affinity: service.spec.sessionAffinity,
  ip: service.spec.loadBalancerIP,
  annotations: service.metadata.annotations,
  uid: service.metadata.uid,
  policy: service.spec.externalTrafficPolicy,
  healthCheckNodePort: service.spec.healthCheckNodePort,
  families: service.spec.ipFamilies?.length,
  deleted: service.metadata.deletionTimestamp !== undefined,
});

const servicesOfAzure = (world: World): Service[] => world.store.list('services').filter(isWanted);

function event(world: World, service: Service, reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal') {
  recordEvent(world, service, { type, reason, message, component: COMPONENT });
}

function ensure(world: World, service: Service): void {
  const addresses = ensureLoadBalancer(world, service);
  const ingress = addresses.map((ip) => ({ ip, ipMode: 'VIP' }));
  put(world, 'services', { ...service, status: { ...service.status, loadBalancer: { ingress } } });
  reconcileSecurityRules(world, servicesOfAzure(world));
  event(world, service, 'EnsuredLoadBalancer', 'Ensured load balancer');
}

function release(world: World, service: Service): void {
  world.cloud.failures.delete(keyOf(service));
  deleteLoadBalancer(world, service);
  const finalizers = service.metadata.finalizers?.filter((name) => name !== FINALIZER);
  event(world, service, 'DeletedLoadBalancer', 'Deleted load balancer');
  const released = {
    ...service,
    metadata: { ...service.metadata, finalizers: finalizers?.length === 0 ? undefined : finalizers },
    status: { ...service.status, loadBalancer: {} },
  };
  put(world, 'services', released);
  if (service.metadata.deletionTimestamp !== undefined && (finalizers ?? []).length === 0)
    world.store.remove('services', keyOf(service), world.now);
  reconcileSecurityRules(
    world,
    servicesOfAzure(world).filter((one) => keyOf(one) !== keyOf(service)),
  );
}

/** Gives the wait until the next attempt when the sync failed. */
function attempt(world: World, service: Service, key: string, work: () => void): number | null {
  try {
    work();
    world.cloud.failures.delete(key);
    return null;
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    const failures = (world.cloud.failures.get(key) ?? 0) + 1;
    world.cloud.failures.set(key, failures);
    const message = `Error syncing load balancer: failed to ensure load balancer: ${error.message}`;
    event(world, service, 'SyncLoadBalancerFailed', message, 'Warning');
    return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  }
}

function begin(world: World, service: Service, key: string, isPoolUpdate: boolean): number {
  world.cloud.inProgress.add(key);
  const workMs = world.probing.isSettling ? 0 : world.settings.timings.loadBalancerSyncMs;
  world.cloud.busyUntil = world.now + workMs;
  if (!isPoolUpdate) {
    const ending = service.metadata.deletionTimestamp !== undefined || !isWanted(service);
    if (ending) event(world, service, 'DeletingLoadBalancer', 'Deleting load balancer');
    else event(world, service, 'EnsuringLoadBalancer', 'Ensuring load balancer');
    if (!ending && !hasFinalizer(service))
      change(world, 'services', keyOf(service), (one) => ({
        ...one,
        metadata: { ...one.metadata, finalizers: [...(one.metadata.finalizers ?? []), FINALIZER] },
      }));
  }
  return workMs;
}

const POOLS = 'pools ';

function finish(world: World, service: Service, key: string, isPoolUpdate: boolean): number | null {
  world.cloud.inProgress.delete(key);
  if (isPoolUpdate) {
    // A change of nodes does not reach a Service whose own sync fails, and no event may look as if that were over.
    if (world.cloud.failures.has(keyOf(service))) return null;
    updatePools(world, service);
    reconcileSecurityRules(world, servicesOfAzure(world));
    event(world, service, 'UpdatedLoadBalancer', 'Updated load balancer with new hosts');
    return null;
  }
  if (service.metadata.deletionTimestamp !== undefined || !isWanted(service)) {
    release(world, service);
    return null;
  }
  return attempt(world, service, key, () => ensure(world, service));
}

/**
 * The Azure cloud controller. One lock for everything, as in the real one: Services wait for each other. A key is a Service,
 * or `pools ` and a Service when only its nodes changed.
 */
export const cloudController: Controller = {
  name: 'cloud-controller',
  latencyMs: 10,
  watches: {
    services: (_world, { type, key, object, previous }) => {
      if (type === 'DELETED') return [];
      if (!isWanted(object) && !hasFinalizer(object)) return [];
      const same = previous !== undefined && sameJson(watchedFields(previous), watchedFields(object));
      return same ? [] : [key];
    },
    nodes: (world, { type, object, previous }) => {
      const matters = type !== 'MODIFIED' || previous === undefined || poolFacts(previous) !== poolFacts(object);
      return matters ? servicesOfAzure(world).map((service) => POOLS + keyOf(service)) : [];
    },
  },
  step(world, key) {
    const isPoolUpdate = key.startsWith(POOLS);
    const service = world.store.get('services', isPoolUpdate ? key.slice(POOLS.length) : key);
    if (service === undefined) {
      world.cloud.inProgress.delete(key);
      return null;
    }
    if (world.cloud.inProgress.has(key)) return finish(world, service, key, isPoolUpdate);
    if (isPoolUpdate && !hasFinalizer(service)) return null;
    if (world.now < world.cloud.busyUntil) return world.cloud.busyUntil - world.now;
    const wait = begin(world, service, key, isPoolUpdate);
    note(world, `cloud controller works on ${key}`);
    return wait;
  },
};
