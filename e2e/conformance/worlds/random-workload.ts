import type { Manifest } from '../../../simulator/kernel/build-cluster.ts';
import type { Dice } from './dice.ts';

export const NAMESPACE = 'shop';

/** So long that nothing that terminates is gone before it was looked at. */
const LONG_SECONDS = 3_600;

const PORTS = [
  { name: 'http', containerPort: 8080 },
  { name: 'https', containerPort: 8443 },
  { name: 'dns', containerPort: 5353, protocol: 'UDP' },
];

const TOLERATE_ALL = [{ operator: 'Exists' }];

function spreadOf(dice: Dice, app: string): object {
  const labelSelector = { matchLabels: { app } };
  const constraint = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector,
  });
  return dice.pick<object>([
    {},
    { topologySpreadConstraints: [constraint('kubernetes.io/hostname')] },
    { topologySpreadConstraints: [constraint('topology.kubernetes.io/zone'), constraint('kubernetes.io/hostname')] },
    {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: 'kubernetes.io/hostname' }],
        },
      },
    },
  ]);
}

function placementOf(dice: Dice, pools: readonly string[]): object {
  const pool = dice.pick(['system', ...pools]);
  return dice.chance(0.25) ? { nodeSelector: { 'kubernetes.azure.com/agentpool': pool } } : {};
}

/** A Deployment of up to eight pods that terminate for as long as the world lives. */
export function randomDeployment(dice: Dice, app: string, pools: readonly string[]): Manifest {
  const labels = { app };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app, namespace: NAMESPACE },
    spec: {
      replicas: dice.chance(0.05) ? 0 : dice.between(1, 8),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: LONG_SECONDS,
          containers: [
            {
              name: app,
              ports: dice.chance(0.15) ? PORTS.slice(0, 1) : PORTS,
              readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5, failureThreshold: 2 },
              lifecycle: { preStop: { sleep: { seconds: LONG_SECONDS } } },
            },
          ],
          ...spreadOf(dice, app),
          ...placementOf(dice, pools),
          ...(dice.chance(0.6) ? { tolerations: TOLERATE_ALL } : {}),
        },
      },
    },
  };
}
