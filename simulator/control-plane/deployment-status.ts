import type { World } from '../kernel/world.ts';
import { withCondition } from '../machines/conditions.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import type { Deployment, ReplicaSet } from '../objects/workload.ts';
import { rolloutLimits } from './rolling-update.ts';

const REVISION = 'deployment.kubernetes.io/revision';

const sum = (sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number | undefined): number =>
  sets.reduce((total, set) => total + (of(set) ?? 0), 0);

/** A Deployment with its status as its ReplicaSets make it. */
export function deploymentStatus(
  world: World,
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
): Deployment {
  const at = toTimestamp(world.now);
  const sets = [current, ...old];
  const replicas = sum(sets, (set) => set.status.replicas);
  const available = sum(sets, (set) => set.status.availableReplicas);
  const updated = current.status.replicas;
  const enough = available >= deployment.spec.replicas - rolloutLimits(deployment).maxUnavailable;
  const complete = updated === deployment.spec.replicas && replicas === updated && available === updated;
  let conditions = withCondition(deployment.status.conditions, {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
    lastUpdateTime: at,
    lastTransitionTime: at,
  });
  const set = `ReplicaSet "${current.metadata.name}"`;
  conditions = withCondition(conditions, {
    type: 'Progressing',
    status: 'True',
    reason: complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
    message: complete ? `${set} has successfully progressed.` : `${set} is progressing.`,
    lastUpdateTime: at,
    lastTransitionTime: at,
  });
  return {
    ...deployment,
    metadata: {
      ...deployment.metadata,
      annotations: { ...deployment.metadata.annotations, [REVISION]: current.metadata.annotations?.[REVISION] ?? '1' },
    },
    status: {
      ...deployment.status,
      observedGeneration: deployment.metadata.generation,
      replicas,
      terminatingReplicas: 0,
      updatedReplicas: updated,
      readyReplicas: sum(sets, (one) => one.status.readyReplicas),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, deployment.spec.replicas - available) || undefined,
      conditions,
    },
  };
}
