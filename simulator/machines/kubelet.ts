import { put, remove } from '../control-plane/object-life.ts';
import { recordEvent } from '../control-plane/record-event.ts';
import type { Controller } from '../kernel/controller.ts';
import type { World } from '../kernel/world.ts';
import type { Pod } from '../objects/pod.ts';
import { keyOf } from '../objects/resources.ts';
import { fromTimestamp } from '../objects/timestamps.ts';
import { podAddress, podAddress6 } from './addresses.ts';
import { isTrue } from './conditions.ts';
import { kubeletRuns, type Machine } from './machine.ts';
import { behaviourOf, type PodProcess } from './pod-process.ts';
import { endedPod, runningPod, withReadiness } from './pod-status.ts';
import { terminationOf } from './pre-stop.ts';

const NEVER = Number.POSITIVE_INFINITY;

function startProcess(world: World, pod: Pod, machine: Machine): PodProcess {
  machine.podAddresses = machine.podAddresses >= 253 ? 1 : machine.podAddresses + 1;
  const host = machine.podAddresses + 1;
  const own = pod.spec.hostNetwork === true ? machine.ip : podAddress(machine.podNetwork, host);
  const listensFrom = world.now + behaviourOf(pod).startSeconds * 1000;
  const process: PodProcess = {
    podKey: keyOf(pod),
    uid: pod.metadata.uid,
    nodeName: machine.nodeName,
    ip: own,
    ipv6: machine.ipv6 === null ? null : podAddress6(machine.podNetwork, host),
    listensFrom,
    refusesFrom: NEVER,
    hung: false,
    unreadySince: null,
    readySince: listensFrom,
    restarts: 0,
  };
  world.processes.set(pod.spec.hostNetwork === true ? hostKey(pod) : process.ip, process);
  if (process.ipv6 !== null && pod.spec.hostNetwork !== true) world.processes.set(process.ipv6, process);
  put(world, 'pods', runningPod(world, pod, machine, process));
  recordEvent(world, pod, {
    reason: 'Started',
    message: `Started container ${pod.spec.containers[0]?.name ?? ''}`,
    component: 'kubelet',
    host: machine.nodeName,
  });
  return process;
}

/** Pods on the host network share the node's address; they are never behind a Service here. */
const hostKey = (pod: Pod): string => `host/${pod.metadata.uid}`;

export function processOf(world: World, pod: Pod): PodProcess | undefined {
  const process = world.processes.get(hostKey(pod)) ?? world.processes.get(pod.status.podIP ?? '');
  return process?.uid === pod.metadata.uid ? process : undefined;
}

export function forgetProcess(world: World, pod: Pod): void {
  const process = processOf(world, pod);
  if (process === undefined) return;
  world.processes.delete(hostKey(pod));
  if (world.processes.get(process.ip) === process) world.processes.delete(process.ip);
  if (process.ipv6 !== null) world.processes.delete(process.ipv6);
}

/** When the readiness check next changes its mind, and to what: it takes as many failures as the probe says. */
function readinessDue(pod: Pod, process: PodProcess): { readonly at: number; readonly ready: boolean } {
  const probe = pod.spec.containers[0]?.readinessProbe;
  const period = (probe?.periodSeconds ?? 1) * 1000;
  if (process.unreadySince !== null) {
    return { at: process.unreadySince + period * (probe?.failureThreshold ?? 1), ready: false };
  }
  const successes = Math.max(0, (probe?.successThreshold ?? 1) - 1);
  const delay = process.readySince === process.listensFrom ? (probe?.initialDelaySeconds ?? 0) * 1000 : 0;
  return { at: process.readySince + delay + successes * period, ready: true };
}

function keepReadiness(world: World, pod: Pod, process: PodProcess): number | null {
  const due = readinessDue(pod, process);
  if (isTrue(pod.status.conditions, 'Ready') === due.ready) return null;
  if (world.now < due.at) return due.at - world.now;
  put(world, 'pods', withReadiness(world, pod, process, due.ready));
  return null;
}

function terminate(world: World, pod: Pod, process: PodProcess, graceSeconds: number): number | null {
  const behaviour = behaviourOf(pod);
  const deletedAt = fromTimestamp(pod.metadata.deletionTimestamp) - graceSeconds * 1000;
  const { sigtermAt, exitAt } = terminationOf(deletedAt, graceSeconds, pod, behaviour.exitAfterSigtermSeconds);
  process.refusesFrom = Math.min(process.refusesFrom, behaviour.acceptsAfterSigterm ? exitAt : sigtermAt);
  if (world.now >= exitAt) {
    put(world, 'pods', endedPod(world, pod, process));
    forgetProcess(world, pod);
    remove(world, 'pods', keyOf(pod));
    return null;
  }
  // Readiness goes on being checked while the pod terminates: a closed listener fails it.
  if (!behaviour.acceptsAfterSigterm && process.unreadySince === null) process.unreadySince = sigtermAt;
  const readiness = readinessDue(pod, process);
  if (isTrue(pod.status.conditions, 'Ready') && !readiness.ready && world.now >= readiness.at) {
    put(world, 'pods', withReadiness(world, pod, process, false));
    return exitAt - world.now;
  }
  const next = readiness.ready || readiness.at <= world.now ? exitAt : Math.min(exitAt, readiness.at);
  return next - world.now;
}

/** The kubelet's work on one pod: starts it, watches its readiness, stops it. A dead kubelet does nothing. */
export const kubelet: Controller = {
  name: 'kubelet',
  latencyMs: 5,
  watches: {
    pods: (_world, change) => (change.type === 'DELETED' ? [] : [change.key]),
  },
  step(world, key) {
    const pod = world.store.get('pods', key);
    const machine = world.machines.get(pod?.spec.nodeName ?? '');
    if (pod === undefined || machine === undefined || !kubeletRuns(machine)) return null;
    const process = processOf(world, pod);
    if (pod.metadata.deletionTimestamp !== undefined) {
      if (process === undefined) {
        remove(world, 'pods', key);
        return null;
      }
      noteKilling(world, pod, machine);
      return terminate(world, pod, process, pod.metadata.deletionGracePeriodSeconds ?? 0);
    }
    if (process !== undefined) return keepReadiness(world, pod, process);
    if (pod.status.phase !== 'Pending') return null;
    const scheduled = pod.status.conditions?.find((condition) => condition.type === 'PodScheduled');
    const readyAt = fromTimestamp(scheduled?.lastTransitionTime) + world.settings.timings.containerStartMs;
    if (world.now < readyAt) return readyAt - world.now;
    startProcess(world, pod, machine);
    return 0;
  },
};

function noteKilling(world: World, pod: Pod, machine: Machine): void {
  const told = world.store.indexed('events', 'about', pod.metadata.uid).some((event) => event.reason === 'Killing');
  if (told) return;
  const container = pod.spec.containers[0]?.name ?? '';
  const message = `Stopping container ${container}`;
  recordEvent(world, pod, { reason: 'Killing', message, component: 'kubelet', host: machine.nodeName });
}
