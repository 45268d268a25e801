import { reprobeMachine } from '../azure/reprobe.ts';
import { evictPod } from '../control-plane/evict-pod.ts';
import { change, controllerOf, put } from '../control-plane/object-life.ts';
import { recordEvent } from '../control-plane/record-event.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import { note, type World } from '../kernel/world.ts';
import { withCondition } from '../machines/conditions.ts';
import { forgetGoneMachines } from '../machines/forget-machines.ts';
import { processOf } from '../machines/kubelet.ts';
import type { Machine } from '../machines/machine.ts';
import { keyOf } from '../objects/resources.ts';
import { toTimestamp } from '../objects/timestamps.ts';
import type { ActionOf } from './action.ts';
import { ActionError, findMachine } from './find-node.ts';
import { schedule } from './schedule-action.ts';

const DRAIN_RETRY_MS = 5_000;

export function setPower(world: World, machine: Machine, power: Machine['power']): void {
  machine.power = power;
  if (power === 'gone') machine.heldRules = null;
  note(world, `machine ${machine.nodeName} is now ${power}`);
  reprobeMachine(world, machine.nodeName);
  if (power === 'gone') forgetGoneMachines(world);
}

function thereStill(machine: Machine): Machine {
  if (machine.power !== 'gone') return machine;
  throw new ActionError(`machine ${machine.nodeName} is gone for good; add-node makes another`);
}

export function kill(world: World, action: ActionOf<'kill'>): void {
  const power = { hang: 'hung', delete: 'gone', deallocate: 'deallocated' } as const;
  setPower(world, thereStill(findMachine(world, action.node)), power[action.how]);
}

/** Everything a dead kubelet left undone is taken up again. */
export function wakeKubelet(world: World, machine: Machine): void {
  scheduleStep(world, 'kubelet-heartbeat', machine.nodeName, 0);
  for (const pod of world.store.indexed('pods', 'node', machine.nodeName))
    scheduleStep(world, 'kubelet', keyOf(pod), 1_000);
}

export function revive(world: World, action: ActionOf<'revive'>): void {
  const machine = thereStill(findMachine(world, action.node));
  setPower(world, machine, 'running');
  wakeKubelet(world, machine);
  for (const pod of world.store.indexed('pods', 'node', machine.nodeName)) {
    const process = processOf(world, pod);
    if (process !== undefined) process.readySince = world.now;
    const conditions = withCondition(pod.status.conditions, {
      type: 'Ready',
      status: 'True',
      lastTransitionTime: toTimestamp(world.now),
    });
    if (process !== undefined && process.unreadySince === null)
      put(world, 'pods', { ...pod, status: { ...pod.status, conditions } });
  }
}

export function cordon(world: World, machine: Machine, off = false): void {
  change(world, 'nodes', machine.nodeName, (node) => ({
    ...node,
    spec: { ...node.spec, unschedulable: off ? undefined : true },
  }));
}

/** Evicts what a drain evicts: not DaemonSet pods. Pods a budget holds back are tried again. */
export function evictAll(world: World, nodeName: string, graceSeconds?: number): number {
  let held = 0;
  for (const pod of world.store.indexed('pods', 'node', nodeName)) {
    if (controllerOf(pod)?.kind === 'DaemonSet' || pod.metadata.deletionTimestamp !== undefined) continue;
    if (!evictPod(world, pod, graceSeconds).ok) held++;
  }
  return held;
}

export function drain(world: World, action: ActionOf<'drain'>): void {
  const machine = findMachine(world, action.node);
  cordon(world, machine);
  note(world, `drain of ${machine.nodeName}`);
  const held = evictAll(world, machine.nodeName, action.graceSeconds);
  if (held > 0) schedule(world, DRAIN_RETRY_MS, { ...action, node: machine.nodeName });
}

const REMEDIATOR = 'remediator.kubernetes.azure.com/unschedulable';

/** What AKS does on a notice when it can: its own taint, then a drain. It does not touch the load balancer. */
function beginAutoDrain(world: World, machine: Machine): void {
  change(world, 'nodes', machine.nodeName, (node) => ({
    ...node,
    spec: { ...node.spec, taints: [...(node.spec.taints ?? []), { key: REMEDIATOR, effect: 'NoSchedule' as const }] },
  }));
  const node = world.store.get('nodes', machine.nodeName);
  for (const reason of ['NodeCordonStart', 'NodeDrainStart'])
    if (node !== undefined)
      recordEvent(world, node, { reason, message: `${reason} on ${machine.nodeName}`, component: 'aks-auto-drain' });
  schedule(world, 2_000, { do: 'drain', node: machine.nodeName });
}

/** The notice of a spot eviction, then the machine is gone without another word. */
export function evict(world: World, action: ActionOf<'evict'>): void {
  const machine = findMachine(world, action.node);
  const seconds = action.noticeSeconds ?? world.settings.timings.preemptNoticeSeconds;
  const at = new Date(world.now + seconds * 1000).toUTCString();
  const node = world.store.get('nodes', machine.nodeName);
  if (node !== undefined && seconds > 0) {
    const conditions = withCondition(node.status.conditions, {
      type: 'VMEventScheduled',
      status: 'True',
      reason: 'VMEventScheduled',
      message: `Preempt Scheduled: ${at}. DurationInSeconds: -1.`,
      lastTransitionTime: toTimestamp(world.now),
    });
    const marked = put(world, 'nodes', { ...node, status: { ...node.status, conditions } });
    recordEvent(world, marked, {
      type: 'Warning',
      reason: 'PreemptScheduled',
      message: `Preempt Scheduled: ${at}. DurationInSeconds: -1.`,
      component: 'custom-scheduledevents-consolidated-condition-plugin-monitor',
    });
  }
  if (action.drain ?? world.settings.autoDrain) beginAutoDrain(world, machine);
  const pool = world.settings.pools.find((one) => one.name === machine.pool);
  const how = pool?.evictionPolicy === 'Deallocate' ? 'deallocate' : 'delete';
  note(world, `spot eviction of ${machine.nodeName} announced for ${at}`);
  schedule(world, seconds * 1000, { do: 'kill', node: machine.nodeName, how });
}

/** The autoscaler's way: taint, evict, wait, delete the machine. */
export function scaleDown(world: World, action: ActionOf<'scale-down'>): void {
  const machine = findMachine(world, action.node);
  const { nodeName } = machine;
  const key = 'ToBeDeletedByClusterAutoscaler';
  const node = world.store.get('nodes', nodeName);
  if (node === undefined) return;
  const isMarked = node.spec.taints?.some((taint) => taint.key === key) ?? false;
  if (!isMarked) {
    const taint = { key, value: `${Math.floor(world.now / 1000)}`, effect: 'NoSchedule' as const };
    const marked = put(world, 'nodes', {
      ...node,
      spec: { ...node.spec, taints: [...(node.spec.taints ?? []), taint] },
    });
    recordEvent(world, marked, {
      reason: 'ScaleDown',
      message: 'marked the node as toBeDeleted/unschedulable',
      component: 'cluster-autoscaler',
    });
    note(world, `autoscaler removes ${nodeName}`);
  }
  evictAll(world, nodeName);
  const left = world.store.indexed('pods', 'node', nodeName).some((pod) => controllerOf(pod)?.kind !== 'DaemonSet');
  const delay = world.settings.timings.autoscalerDeleteDelaySeconds * 1000;
  if (left) schedule(world, 1_000, { do: 'scale-down', node: nodeName });
  else schedule(world, delay, { do: 'kill', node: nodeName, how: 'delete' });
}

export function loseZone(world: World, action: ActionOf<'lose-zone'>): void {
  for (const machine of world.machines.values()) {
    if (machine.zone !== action.zone || machine.power === 'gone') continue;
    setPower(world, machine, action.mend ? 'running' : 'hung');
    if (action.mend) wakeKubelet(world, machine);
  }
}
