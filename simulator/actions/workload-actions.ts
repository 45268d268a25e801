import { reprobeAddress } from '../azure/reprobe.ts';
import { admit, describeProblems } from '../control-plane/admission.ts';
import { put, remove, requestDeletion } from '../control-plane/object-life.ts';
import { isTerminating } from '../control-plane/pods-of.ts';
import type { Manifest } from '../kernel/build-cluster.ts';
import { createFromManifest } from '../kernel/create-from-manifest.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import { note, type World } from '../kernel/world.ts';
import { processOf } from '../machines/kubelet.ts';
import { matchesSelector } from '../objects/matches-selector.ts';
import type { KubeObject, ObjectMeta } from '../objects/object-meta.ts';
import type { Pod } from '../objects/pod.ts';
import {
  hasGeneration,
  keyOf,
  type ObjectOf,
  type ResourceName,
  resourceNames,
  resourceOfKind,
  resources,
} from '../objects/resources.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import type { ActionOf } from './action.ts';
import { ActionError } from './find-node.ts';
import { schedule } from './schedule-action.ts';

const CRASH_RESTART_MS = 10_000;

/** Writes a changed object the way a user would: checked, defaulted, with a new generation. */
export function update<R extends ResourceName>(
  world: World,
  resource: R,
  key: string,
  edit: (object: ObjectOf<R>) => ObjectOf<R>,
): void {
  const before = world.store.get(resource, key);
  if (before === undefined) throw new ActionError(`${resources[resource].kind} ${key} does not exist`);
  const edited = edit(before);
  const generation = hasGeneration(resource) ? { generation: (before.metadata.generation ?? 0) + 1 } : {};
  const metadata = { ...edited.metadata, ...generation };
  const admitted = admit(world, resource, { ...edited, metadata }, before);
  if (!admitted.ok) throw new ActionError(describeProblems(resource, before.metadata.name, admitted.problems));
  put(world, resource, admitted.object);
}

export function scaleWorkload(world: World, { workload, replicas }: ActionOf<'scale'>): void {
  if (world.store.get('statefulsets', workload) !== undefined)
    update(world, 'statefulsets', workload, (set) => ({ ...set, spec: { ...set.spec, replicas } }));
  else update(world, 'deployments', workload, (one) => ({ ...one, spec: { ...one.spec, replicas } }));
  note(world, `${workload} scaled to ${replicas}`);
}

export function restartWorkload(world: World, { workload }: ActionOf<'restart'>): void {
  const at = toTimestamp(world.now);
  const stamped = <T extends { metadata: { annotations?: Record<string, string> | undefined } }>(template: T): T => ({
    ...template,
    metadata: {
      ...template.metadata,
      annotations: { ...template.metadata.annotations, 'kubectl.kubernetes.io/restartedAt': at },
    },
  });
  for (const resource of ['daemonsets', 'statefulsets'] as const)
    if (world.store.get(resource, workload) !== undefined) {
      if (resource === 'daemonsets')
        update(world, resource, workload, (one) => ({
          ...one,
          spec: { ...one.spec, template: stamped(one.spec.template) },
        }));
      else
        update(world, resource, workload, (one) => ({
          ...one,
          spec: { ...one.spec, template: stamped(one.spec.template) },
        }));
      return;
    }
  update(world, 'deployments', workload, (one) => ({
    ...one,
    spec: { ...one.spec, template: stamped(one.spec.template) },
  }));
  note(world, `${workload} rolled out anew`);
}

/** The pods that the template of a Deployment or StatefulSet makes. */
function podsOfWorkload(world: World, workload: string): Pod[] {
  const owner = world.store.get('deployments', workload) ?? world.store.get('statefulsets', workload);
  if (owner === undefined) throw new ActionError(`workload ${workload} does not exist`);
  return world.store
    .indexed('pods', 'namespace', owner.metadata.namespace ?? 'default')
    .filter((pod) => matchesSelector(owner.spec.selector, pod.metadata.labels) && !isTerminating(pod));
}

/** The pods meant: one by name, the first of an app, all of it, or those of a workload. */
function findPods(world: World, wanted: string): Pod[] {
  if (wanted.startsWith('of:')) return podsOfWorkload(world, wanted.slice('of:'.length));
  const [, which, app] = /^(any|all):(.+)$/.exec(wanted) ?? [];
  const one = world.store.get('pods', wanted);
  const ofApp = world.store
    .list('pods')
    .filter((pod) => pod.metadata.labels?.app === app && pod.metadata.deletionTimestamp === undefined);
  const found =
    which === undefined ? (one === undefined ? [] : [one]) : ofApp.slice(0, which === 'any' ? 1 : undefined);
  if (found.length === 0) throw new ActionError(`pod ${wanted} does not exist`);
  return found;
}

/** Breaks or mends what runs in a pod; the kubelet finds out by its readiness check. */
export function setPods(world: World, action: ActionOf<'pod'>): void {
  for (const pod of findPods(world, action.pod)) setPod(world, pod, action);
}

function setPod(world: World, pod: Pod, action: ActionOf<'pod'>): void {
  if (action.state === 'deleted') {
    requestDeletion(world, 'pods', pod, pod.spec.terminationGracePeriodSeconds);
    return;
  }
  const process = processOf(world, pod);
  if (process === undefined) throw new ActionError(`pod ${keyOf(pod)} does not run`);
  note(world, `pod ${keyOf(pod)} is now ${action.state}`);
  process.hung = action.state === 'hung';
  if (action.state === 'ready') {
    if (process.unreadySince !== null) process.readySince = world.now;
    process.unreadySince = null;
    process.refusesFrom = Number.POSITIVE_INFINITY;
  } else process.unreadySince ??= world.now;
  if (action.state === 'crashed') {
    process.refusesFrom = world.now;
    process.restarts++;
    schedule(world, CRASH_RESTART_MS, { do: 'pod', pod: keyOf(pod), state: 'ready' });
  }
  scheduleStep(world, 'kubelet', keyOf(pod), 0);
  reprobeAddress(world, process.ip);
}

export function switchPolicy(world: World, { service, policy }: ActionOf<'policy'>): void {
  update(world, 'services', service, (one) => ({
    ...one,
    spec: {
      ...one.spec,
      externalTrafficPolicy: policy,
      ...(policy === 'Cluster' ? { healthCheckNodePort: undefined } : {}),
    },
  }));
  note(world, `externalTrafficPolicy of ${service} set to ${policy}`);
}

/** `Service shop/web`, `Node aks-…`: the resource and key of an object named in words. */
function meant(text: string): { resource: ResourceName; key: string } {
  const [kind = '', key = ''] = text.split(' ');
  const resource = resourceNames.find((name) => resources[name].kind.toLowerCase() === kind.toLowerCase());
  if (resource === undefined || key === '')
    throw new ActionError(`"${text}" is not an object: write its kind, a space, and namespace/name`);
  return { resource, key };
}

function merged(
  before: Record<string, string> | undefined,
  values: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const after: Record<string, string> = { ...before };
  for (const [key, value] of Object.entries(values)) {
    if (value === null) delete after[key];
    else after[key] = value;
  }
  return after;
}

const withMetadata = <T extends KubeObject>(object: T, more: Partial<ObjectMeta>): T => ({
  ...object,
  metadata: { ...object.metadata, ...more },
});

export function annotate(world: World, { object, annotations }: ActionOf<'annotate'>): void {
  const { resource, key } = meant(object);
  update(world, resource, key, (one) =>
    withMetadata(one, { annotations: merged(one.metadata.annotations, annotations) }),
  );
}

export function label(world: World, { object, labels }: ActionOf<'label'>): void {
  const { resource, key } = meant(object);
  update(world, resource, key, (one) => withMetadata(one, { labels: merged(one.metadata.labels, labels) }));
}

const withManifest = <T extends KubeObject>(object: T, manifest: Manifest): T => ({
  ...object,
  ...manifest,
  metadata: { ...object.metadata, ...manifest.metadata },
});

export function applyManifest(world: World, { manifest }: ActionOf<'apply'>): void {
  const resource = resourceOfKind(manifest.apiVersion, manifest.kind);
  if (resource === null)
    throw new ActionError(`${manifest.kind} (${manifest.apiVersion}) is not a kind the simulator knows`);
  const namespace = resources[resource].namespaced ? `${manifest.metadata.namespace ?? 'default'}/` : '';
  const key = namespace + manifest.metadata.name;
  const before = world.store.get(resource, key);
  if (before === undefined) createFromManifest(world, manifest satisfies Manifest);
  else update(world, resource, key, (one) => withManifest(one, manifest));
}

export function deleteObject(world: World, { object }: ActionOf<'delete'>): void {
  const { resource, key } = meant(object);
  const found = world.store.get(resource, key);
  if (found === undefined) throw new ActionError(`${object} does not exist`);
  if (resource === 'nodes') remove(world, 'leases', `kube-node-lease/${key}`);
  requestDeletion(world, resource, found, 0);
}
