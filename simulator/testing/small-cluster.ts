import { buildCluster, type Manifest } from '../kernel/build-cluster.ts';
import { allControllers } from '../kernel/controllers.ts';
import { createWorld } from '../kernel/create-world.ts';
import { settingsSchema } from '../kernel/settings.ts';
import type { World } from '../kernel/world.ts';

export const START_AT = Date.UTC(2026, 10, 21, 3, 0, 0);

export interface Workload {
  readonly replicas?: number;
  readonly pod?: object;
  readonly spec?: object;
  readonly annotations?: Readonly<Record<string, string>>;
}

export const deployment = (
  name: string,
  { replicas = 3, pod = {}, spec = {}, annotations = {} }: Workload = {},
): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name }, annotations },
      spec: { containers: [{ name, ports: [{ name: 'http', containerPort: 8080 }] }], ...pod },
    },
    ...spec,
  },
});

export const loadBalancerService = (
  name: string,
  app: string,
  spec: object = {},
  annotations: object = {},
): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop', annotations },
  spec: { type: 'LoadBalancer', selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
});

/** Two system nodes, three of the application and two spot ones, over zones; one seed, one start. */
export function smallCluster(manifests: readonly Manifest[], cluster: object = {}, seed = 7): World {
  const pools = [
    { name: 'system', mode: 'System', count: 2, zones: ['1', '2'] },
    { name: 'apps', count: 3, zones: ['1', '2', '3'] },
    { name: 'spot', count: 2, zones: ['1', '2'], spot: true },
  ];
  const settings = { ...settingsSchema.parse({ pools, ...cluster }), startAt: START_AT };
  const world = createWorld(settings, seed, allControllers(settings));
  buildCluster(world, manifests);
  return world;
}

export const addressOf = (world: World, service: string): string =>
  world.store.get('services', `shop/${service}`)?.status.loadBalancer.ingress?.[0]?.ip ?? '';
