import type { KubernetesPart } from '../kubernetes-part.ts';
import { newestOf } from './time-order.ts';

/** Every time at which the API server or a kubelet said something; deadlines in the future are not among them. */
function* instants(part: KubernetesPart): Generator<string | null> {
  for (const service of part.services ?? []) yield service.createdAt;
  for (const node of part.nodes ?? []) {
    yield node.createdAt;
    for (const condition of node.conditions) {
      yield condition.changedAt;
      yield condition.heartbeatAt;
    }
    for (const taint of node.taints) yield taint.addedAt;
  }
  for (const pod of part.pods ?? []) {
    yield pod.createdAt;
    yield pod.readyChangedAt;
  }
  for (const event of part.events ?? []) {
    yield event.firstAt;
    yield event.lastAt;
  }
  for (const lease of part.leases ?? []) yield lease.renewedAt;
}

/** The newest time that the objects tell; null: they tell none. */
export function newestInstant(part: KubernetesPart): string | null {
  return newestOf(instants(part));
}
