import { applyAction } from '../../../simulator/actions/apply-action.ts';
import { change } from '../../../simulator/control-plane/object-life.ts';
import { buildCluster } from '../../../simulator/kernel/build-cluster.ts';
import { allControllers } from '../../../simulator/kernel/controllers.ts';
import { createWorld } from '../../../simulator/kernel/create-world.ts';
import { advance } from '../../../simulator/kernel/run-world.ts';
import { settingsSchema } from '../../../simulator/kernel/settings.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { keyOf } from '../../../simulator/objects/resources.ts';
import type { Deed, WorldPlan } from './random-plan.ts';
import { EXCLUDE_LABEL } from './random-pools.ts';
import { NAMESPACE } from './random-workload.ts';

const START_AT = Date.UTC(2026, 10, 21, 3, 0, 0);
const DEEDS_AT_MS = 5_000;
/** Readiness checks, propagation, the controller's queue and the longest probe window, each with room to spare. */
const SETTLING_MS = 120_000;

/** The one a number stands for, counted round; undefined when there is none. */
const nthOf = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)];

type NodeDeed = Deed & { kind: 'node' };

const AUTOSCALER_TAINT = { key: 'ToBeDeletedByClusterAutoscaler', value: '1795230000', effect: 'NoSchedule' as const };

function nodeNames(world: World, isAllowed: (name: string) => boolean = () => true): string[] {
  return world.store
    .list('nodes')
    .map((node) => node.metadata.name)
    .filter(isAllowed);
}

const runningPods = (world: World, app: string): string[] =>
  world.store
    .list('pods')
    .filter((pod) => pod.metadata.labels?.app === app && pod.metadata.deletionTimestamp === undefined)
    .filter((pod) => pod.status.phase === 'Running')
    .map(keyOf);

function doToApp(world: World, deed: Deed & { kind: 'app' }): void {
  if (deed.do === 'scale-to-none')
    applyAction(world, { do: 'scale', workload: `${NAMESPACE}/${deed.app}`, replicas: 0 });
  else for (const pod of runningPods(world, deed.app)) applyAction(world, { do: 'pod', pod, state: 'unready' });
}

function doToPod(world: World, deed: Deed & { kind: 'pod' }): void {
  const key = nthOf(runningPods(world, deed.app), deed.nth);
  if (key === undefined) return;
  if (deed.do !== 'delete') applyAction(world, { do: 'pod', pod: key, state: 'unready' });
  if (deed.do !== 'unready') applyAction(world, { do: 'pod', pod: key, state: 'deleted' });
}

function doToMachine(world: World, deed: NodeDeed, node: string): void {
  if (deed.do === 'hang') applyAction(world, { do: 'kill', node, how: 'hang' });
  if (deed.do === 'kubelet-stopped') applyAction(world, { do: 'kubelet', node, state: 'stopped' });
  if (deed.do === 'kubelet-not-ready') applyAction(world, { do: 'kubelet', node, state: 'not-ready' });
}

function addTaint(world: World, node: string): void {
  change(world, 'nodes', node, (object) => ({
    ...object,
    spec: { ...object.spec, taints: [...(object.spec.taints ?? []), AUTOSCALER_TAINT] },
  }));
}

function doToNode(world: World, deed: NodeDeed): void {
  // The system pool is never excluded: a controller takes no last member out.
  const node = nthOf(
    nodeNames(world, (name) => deed.do !== 'exclude' || !name.includes('system')),
    deed.nth,
  );
  if (node === undefined) return;
  if (deed.do === 'cordon') applyAction(world, { do: 'cordon', node, off: false });
  else if (deed.do === 'exclude')
    applyAction(world, { do: 'label', object: `Node ${node}`, labels: { [EXCLUDE_LABEL]: 'true' } });
  else if (deed.do === 'autoscaler-taint') addTaint(world, node);
  else doToMachine(world, deed, node);
}

function deny(world: World, { who, ports }: Deed & { kind: 'deny' }): void {
  const rule = { name: `deny-${who}`, priority: who === 'Internet' ? 200 : 210, access: 'Deny' } as const;
  applyAction(world, { do: 'security-rule', ...rule, sources: [who], ports: [ports], remove: false });
}

function doDeed(world: World, deed: Deed): void {
  if (deed.kind === 'app') doToApp(world, deed);
  else if (deed.kind === 'pod') doToPod(world, deed);
  else if (deed.kind === 'node') doToNode(world, deed);
  else if (deed.kind === 'deny') deny(world, deed);
  else {
    const node = nthOf(nodeNames(world), deed.nth);
    if (node !== undefined) applyAction(world, { do: 'kube-proxy', node, state: deed.state });
  }
}

export function settle(world: World): void {
  advance(world, world.now + SETTLING_MS);
}

/** Builds the world of a plan, does its deeds, and lets everything come to rest. */
export function buildPlan(plan: WorldPlan): World {
  const settings = { ...settingsSchema.parse(plan.cluster), startAt: START_AT };
  const world = createWorld(settings, plan.seed, allControllers(settings));
  buildCluster(world, plan.manifests);
  advance(world, START_AT + DEEDS_AT_MS);
  const proxiesLast = plan.deeds.toSorted((a, b) => Number(a.kind === 'kube-proxy') - Number(b.kind === 'kube-proxy'));
  for (const deed of proxiesLast) {
    if (deed.kind === 'kube-proxy') settle(world);
    doDeed(world, deed);
  }
  settle(world);
  return world;
}
