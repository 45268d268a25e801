import { reprobeMachine } from '../azure/reprobe.ts';
import { scheduleStep } from '../kernel/run-world.ts';
import { note, type World } from '../kernel/world.ts';
import { processOf } from '../machines/kubelet.ts';
import { keyOf } from '../objects/resources.ts';
import type { ActionOf } from './action.ts';
import { findMachine } from './find-node.ts';
import { wakeKubelet } from './node-actions.ts';

/** kube-proxy on one node: stopped it leaves its rules behind, frozen it also swallows who asks it. Its pod shows it. */
export function setKubeProxy(world: World, action: ActionOf<'kube-proxy'>): void {
  const machine = findMachine(world, action.node);
  machine.kubeProxy = action.state;
  if (action.state === 'running') machine.heldRules = null;
  else machine.heldRules ??= world.rules.copy();
  note(world, `kube-proxy on ${machine.nodeName} is ${action.state}`);
  const pod = world.store
    .indexed('pods', 'node', machine.nodeName)
    .find((one) => one.metadata.labels?.component === 'kube-proxy');
  const process = pod === undefined ? undefined : processOf(world, pod);
  // A frozen process is alive for its kubelet: nothing in the cluster shows it.
  if (pod !== undefined && process !== undefined && action.state !== 'frozen') {
    process.unreadySince = action.state === 'stopped' ? world.now : null;
    if (action.state === 'running') process.readySince = world.now;
    else process.restarts++;
    scheduleStep(world, 'kubelet', keyOf(pod), 1_000);
  }
  reprobeMachine(world, machine.nodeName);
}

export function setKubelet(world: World, action: ActionOf<'kubelet'>): void {
  const machine = findMachine(world, action.node);
  machine.kubelet = action.state === 'stopped' ? 'stopped' : 'running';
  machine.kubeletReady = action.state !== 'not-ready';
  note(world, `kubelet on ${machine.nodeName} is ${action.state}`);
  if (action.state !== 'stopped') wakeKubelet(world, machine);
}

export function setPlatform(world: World, action: ActionOf<'platform'>): void {
  findMachine(world, action.node).platform = action.state;
}

const OUTBOUND_KEPT = 200;

/** Pods of a node call out more, or less: Azure gives a node so many ports of the outbound address, and no more. */
export function setOutbound(world: World, action: ActionOf<'outbound'>): void {
  const machine = findMachine(world, action.node);
  machine.outbound = [...machine.outbound, { at: world.now, ports: action.ports }].slice(-OUTBOUND_KEPT);
  note(world, `pods of ${machine.nodeName} want ${action.ports} outbound ports`);
}
