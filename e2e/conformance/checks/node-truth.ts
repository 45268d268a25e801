import { isNodeEligible } from '../../../simulator/dataplane/node-health.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import type { Route } from './routes.ts';

export const proxyIsDead = (world: World, node: string): boolean => world.machines.get(node)?.kubeProxy !== 'running';

export const isMarkedForRemoval = (world: World, node: string): boolean =>
  world.store.get('nodes', node) !== undefined && !isNodeEligible(world, node);

const probePort = ({ lb, rule }: Route): number | undefined =>
  lb.probes.find((probe) => probe.name === rule.probe)?.port;

/** The shared probe of the cluster: kube-proxy says whether its node should get traffic. */
export const isSharedProbe = (world: World, route: Route): boolean =>
  world.settings.healthProbeMode === 'shared' && probePort(route) === world.settings.sharedProbePort;

/** Probes that kube-proxy itself answers, not a pod. */
export const isProxyProbe = (world: World, route: Route): boolean =>
  isSharedProbe(world, route) ||
  (route.rule.probe !== null && probePort(route) === route.service.spec.healthCheckNodePort);

/** Ready endpoints of a Service on a node, over all its ports, as kube-proxy counts them. */
export const readyOn = (world: World, { key }: Route, node: string): number =>
  world.rules.get(key)?.readyByNode.get(node) ?? 0;
