import { isProbeAllowed } from '../../../simulator/azure/nsg.ts';
import { isNodeEligible } from '../../../simulator/dataplane/node-health.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { conditionOf } from '../../../simulator/machines/conditions.ts';
import { answersPackets } from '../../../simulator/machines/machine.ts';
import type { Route } from './routes.ts';

export const proxyIsDead = (world: World, node: string): boolean => world.machines.get(node)?.kubeProxy !== 'running';

/** A machine that answers nothing any more. */
export const isDead = (world: World, node: string): boolean => {
  const machine = world.machines.get(node);
  return machine === undefined || !answersPackets(machine);
};

/** What its Node says of it: True, False, or Unknown once nobody has heard from it. */
export const readinessOf = (world: World, node: string): string | undefined =>
  conditionOf(world.store.get('nodes', node)?.status.conditions, 'Ready')?.status;

/** Whether a security rule keeps the probe of a route from a node. */
export function isProbeDenied(world: World, route: Route, node: string): boolean {
  const machine = world.machines.get(node);
  const port = probePort(route);
  return machine !== undefined && port !== undefined && !isProbeAllowed(world, machine.ip, port);
}

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
