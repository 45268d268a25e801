import type { Manifest } from '../../../simulator/kernel/build-cluster.ts';
import { createDice, type Dice } from './dice.ts';
import { extraDeeds, randomNetworkPolicies, withExtras } from './random-extras.ts';
import { type ClusterInput, randomCluster } from './random-pools.ts';
import { randomService } from './random-service.ts';
import { randomDeployment } from './random-workload.ts';

/** Something done to the world once it is open. A number stands for a pod or a node, counted round what there is. */
export type Deed =
  | { readonly kind: 'app'; readonly app: string; readonly do: 'unready' | 'scale-to-none' }
  | {
      readonly kind: 'pod';
      readonly app: string;
      readonly nth: number;
      readonly do: 'unready' | 'delete' | 'unready-delete';
    }
  | { readonly kind: 'node'; readonly nth: number; readonly do: NodeDeed }
  | { readonly kind: 'kube-proxy'; readonly nth: number; readonly state: 'stopped' | 'frozen' }
  /** A security rule of somebody's own that denies. */
  | { readonly kind: 'deny'; readonly who: 'AzureLoadBalancer' | 'Internet'; readonly ports: string };

type NodeDeed = 'cordon' | 'exclude' | 'autoscaler-taint' | 'hang' | 'kubelet-stopped' | 'kubelet-not-ready';

/** A world as data: printing it is enough to build it again. */
export interface WorldPlan {
  readonly seed: number;
  readonly cluster: ClusterInput;
  readonly manifests: readonly Manifest[];
  readonly deeds: readonly Deed[];
}

function podDeeds(dice: Dice, app: string): Deed[] {
  if (dice.chance(0.1)) return [{ kind: 'app', app, do: dice.pick(['unready', 'scale-to-none']) }];
  const deeds: Deed[] = [];
  for (const word of dice.some(['unready', 'delete', 'delete', 'unready-delete'] as const, 0.25))
    deeds.push({ kind: 'pod', app, nth: dice.between(0, 9), do: word });
  return deeds;
}

function nodeDeeds(dice: Dice): Deed[] {
  const deeds: Deed[] = [];
  for (const word of dice.some(['cordon', 'exclude', 'autoscaler-taint'] as const, 0.2))
    deeds.push({ kind: 'node', nth: dice.between(0, 19), do: word });
  if (dice.chance(0.15))
    deeds.push({ kind: 'kube-proxy', nth: dice.between(0, 19), state: dice.pick(['stopped', 'frozen']) });
  return deeds;
}

/** The plan of one world. */
export function randomPlan(seed: number): WorldPlan {
  const dice = createDice(seed * 7_919 + 17);
  const cluster = randomCluster(dice);
  const pools = cluster.pools.map((pool) => pool.name).filter((name) => name !== 'system');
  const apps = ['web', 'api', 'edge'].slice(0, dice.between(1, 3));
  const isDualStack = cluster.ipFamilies?.includes('IPv6') ?? false;
  const names = ['one', 'two', 'three', 'four'].slice(0, dice.between(2, 4));
  const services = names.map((name, index) =>
    randomService(dice, name, apps[index % apps.length] ?? 'web', isDualStack),
  );
  // Dice of their own: what was thought of later leaves the worlds as they were.
  const more = createDice(seed * 104_729 + 71);
  const wide = withExtras(more, services, cluster);
  return {
    seed,
    cluster,
    manifests: [
      ...apps.map((app) => randomDeployment(dice, app, pools)),
      ...wide,
      ...randomNetworkPolicies(more, apps),
    ],
    deeds: [...apps.flatMap((app) => podDeeds(dice, app)), ...nodeDeeds(dice), ...extraDeeds(more, wide)],
  };
}
