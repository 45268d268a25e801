import { explicitMarkDownSeconds } from '../policy/probe-config.ts';
import { describeSeconds, secondsBetween } from '../time.ts';
import type { VerdictQuestion } from './node-verdict.ts';

/**
 * Why a node is still within the window in which its probe has not marked it down; null: the window is over, or
 * nothing on the node is terminating. docs/model.md "Windows".
 */
export function drainingFor({ port, node, model }: VerdictQuestion): string | null {
  const leaving = port.endpoints.filter(
    (endpoint) => endpoint.nodeName === node.name && endpoint.state.endsWith('terminating'),
  );
  if (leaving.length === 0) return null;
  const window = (port.probe === null ? 0 : explicitMarkDownSeconds(port.probe)[1]) + model.settings.propagationSeconds;
  let youngest: number | null = null;
  for (const endpoint of leaving) {
    const pod = model.podAt(endpoint.address);
    if (pod?.deletedAt == null) return 'only terminating endpoints are left on it';
    const graceSeconds = pod.deletionGracePeriodSeconds ?? pod.terminationGracePeriodSeconds;
    const elapsed = secondsBetween(pod.deletedAt, model.snapshot.takenAt) + graceSeconds;
    youngest = youngest === null ? elapsed : Math.min(youngest, elapsed);
  }
  if (youngest === null || youngest >= window) return null;
  return `its last pod began to terminate ${describeSeconds(youngest)} ago; the probe needs up to ${window} s to notice`;
}
