import type { z } from 'zod';
import type { settingsSchema } from '../../../simulator/kernel/settings.ts';
import type { Dice } from './dice.ts';

export type ClusterInput = z.input<typeof settingsSchema>;
type PoolInput = ClusterInput['pools'][number];

export const EXCLUDE_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** Half of the clusters have zones, and in these a pool may still have none. */
function zonesOf(dice: Dice, isZonal: boolean): string[] {
  if (!isZonal || dice.chance(0.15)) return [];
  return dice.pick([['1', '2', '3'], ['1', '2'], ['2', '3'], ['3']]);
}

/** Labels that take a whole pool out of the load balancer, or look as if they did. */
function poolLabels(dice: Dice): Record<string, string> {
  if (dice.chance(0.9)) return {};
  return dice.pick<Record<string, string>>([
    { [EXCLUDE_LABEL]: 'true' },
    { [EXCLUDE_LABEL]: 'false' },
    { [EXCLUDE_LABEL]: '' },
    { 'kubernetes.azure.com/managed': 'false' },
  ]);
}

function userPool(dice: Dice, name: string, isZonal: boolean): PoolInput {
  return {
    name,
    count: dice.between(1, 6),
    zones: zonesOf(dice, isZonal),
    spot: dice.chance(0.3),
    labels: poolLabels(dice),
    ...(dice.chance(0.1) ? { taints: [{ key: 'dedicated', value: name, effect: 'NoSchedule' as const }] } : {}),
  };
}

/** A cluster with one system pool that is never excluded, and up to three others. */
export function randomCluster(dice: Dice): ClusterInput {
  const isZonal = dice.chance(0.6);
  const names = ['apps', 'extra', 'burst'].slice(0, dice.between(1, 3));
  const backendPoolType = dice.chance(0.35) ? 'nodeIP' : 'nodeIPConfiguration';
  const hasSeveral = backendPoolType === 'nodeIP' && dice.chance(0.25);
  return {
    cluster: 'random-aks',
    pools: [
      { name: 'system', mode: 'System', count: dice.between(1, 3), zones: zonesOf(dice, isZonal) },
      ...names.map((name) => userPool(dice, name, isZonal)),
    ],
    backendPoolType,
    healthProbeMode: dice.chance(0.3) ? 'shared' : 'servicenodeport',
    ...(dice.chance(0.1) ? { sharedProbePort: 10_356 } : {}),
    ...(dice.chance(0.15) ? { ipFamilies: ['IPv4', 'IPv6'] satisfies ClusterInput['ipFamilies'] } : {}),
    disableOutboundSnat: dice.chance(0.9),
    loadBalancers: hasSeveral
      ? [
          { name: 'kubernetes', pool: 'system' },
          { name: 'lb1', pool: 'apps' },
        ]
      : [],
  };
}
