import type { Controller } from '../kernel/controller.ts';
import { nameOfHash } from '../kernel/random-names.ts';
import { hashString } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import type { PodTemplate } from '../objects/pod.ts';
import { sameJson } from '../objects/same-json.ts';
import type { Deployment, ReplicaSet } from '../objects/workload.ts';
import { deploymentStatus } from './deployment-status.ts';
import { controllerOf, newMeta, ownedBy, put, remove } from './object-life.ts';
import { recordEvent } from './record-event.ts';
import { nextScaling, rolloutLimits } from './rolling-update.ts';

const HASH_LABEL = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';

const withoutHash = (template: PodTemplate): PodTemplate => {
  const { [HASH_LABEL]: _hash, ...labels } = template.metadata.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
};

const revisionOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[REVISION] ?? 0);

function createReplicaSet(world: World, deployment: Deployment, revision: number): ReplicaSet {
  const { template, selector } = deployment.spec;
  const hash = nameOfHash(hashString(`${deployment.metadata.uid}/${JSON.stringify(template)}`));
  const labels = { ...template.metadata.labels, [HASH_LABEL]: hash };
  const { maxSurge } = rolloutLimits(deployment);
  return put(world, 'replicasets', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      ...newMeta(world, { name: `${deployment.metadata.name}-${hash}` }),
      namespace: deployment.metadata.namespace,
      generation: 1,
      labels,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': `${deployment.spec.replicas}`,
        'deployment.kubernetes.io/max-replicas': `${deployment.spec.replicas + maxSurge}`,
        [REVISION]: `${revision}`,
      },
      ownerReferences: ownedBy(deployment),
    },
    spec: {
      replicas: 0,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
      ...(deployment.spec.minReadySeconds === undefined ? {} : { minReadySeconds: deployment.spec.minReadySeconds }),
    },
    status: { replicas: 0 },
  });
}

function scale(world: World, deployment: Deployment, set: ReplicaSet, replicas: number): void {
  const generation = (set.metadata.generation ?? 1) + 1;
  put(world, 'replicasets', { ...set, metadata: { ...set.metadata, generation }, spec: { ...set.spec, replicas } });
  const direction = replicas > set.spec.replicas ? 'up' : 'down';
  const message = `Scaled ${direction} replica set ${set.metadata.name} from ${set.spec.replicas} to ${replicas}`;
  recordEvent(world, deployment, { reason: 'ScalingReplicaSet', message, component: 'deployment-controller' });
}

function dropOldRevisions(world: World, deployment: Deployment, old: readonly ReplicaSet[]): void {
  const empty = old.filter((set) => set.spec.replicas === 0 && set.status.replicas === 0);
  const surplus = empty.length - deployment.spec.revisionHistoryLimit;
  if (surplus <= 0) return;
  for (const set of [...empty].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, surplus))
    remove(world, 'replicasets', `${set.metadata.namespace}/${set.metadata.name}`);
}

const ownerKey = (set: ReplicaSet): string[] => {
  const owner = controllerOf(set);
  return owner?.kind === 'Deployment' ? [`${set.metadata.namespace}/${owner.name}`] : [];
};

/** Rolls a Deployment forward: one ReplicaSet per template, steps within its surge and availability limits. */
export const deployments: Controller = {
  name: 'deployments',
  latencyMs: 10,
  watches: {
    deployments: (_world, change) => (change.type === 'DELETED' ? [] : [change.key]),
    replicasets: (_world, change) => ownerKey(change.object),
  },
  step(world, key) {
    const deployment = world.store.get('deployments', key);
    if (deployment === undefined || deployment.metadata.deletionTimestamp !== undefined) return null;
    const sets = world.store.indexed('replicasets', 'owner', deployment.metadata.uid);
    const known = sets.find((set) => sameJson(withoutHash(set.spec.template), withoutHash(deployment.spec.template)));
    const newest = Math.max(0, ...sets.map(revisionOf));
    const current = known ?? createReplicaSet(world, deployment, newest + 1);
    const old = sets.filter((set) => set !== known);
    if (deployment.spec.paused !== true) {
      const of = (set: ReplicaSet) => ({ set, available: set.status.availableReplicas ?? 0 });
      for (const step of nextScaling(deployment, of(current), old.map(of)))
        scale(world, deployment, step.set, step.replicas);
    }
    dropOldRevisions(world, deployment, old);
    put(world, 'deployments', deploymentStatus(world, deployment, current, old));
    return null;
  },
};
