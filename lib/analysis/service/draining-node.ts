import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { explicitMarkDownSeconds } from '../policy/probe-config.ts';
import { describeSeconds } from '../time.ts';
import type { VerdictQuestion } from './node-verdict.ts';
import { podDeletionStart } from './pod-deletion-start.ts';
import type { PortModel } from './port-model.ts';

/**
 * Why a node is still within the window in which its probe has not marked it down; null: the window is over, or
 * nothing on the node is terminating. docs/model.md "Windows".
 */
export function drainingFor({ port, node, model }: VerdictQuestion): string | null {
  const leaving = port.endpoints.filter(
    (endpoint) => endpoint.nodeName === node.name && endpoint.state.endsWith('terminating'),
  );
  if (leaving.length === 0) return null;
  const starts = leaving.map((endpoint) => terminatingSince(endpoint, model));
  const known = starts.filter((at) => at !== null);
  if (known.length < starts.length) return 'only terminating endpoints are left on it';
  const windowSeconds = drainingWindowSeconds(port, model);
  const elapsedSeconds = (Date.parse(model.snapshot.takenAt) - Math.max(...known)) / 1000;
  if (elapsedSeconds >= windowSeconds) return null;
  return `its last pod began to terminate ${describeSeconds(elapsedSeconds)} ago; the probe needs up to ${windowSeconds} s to notice`;
}

/** Seconds from the end of the last pod to the latest mark-down. */
export function drainingWindowSeconds(port: Pick<PortModel, 'probe'>, model: ClusterModel): number {
  return (port.probe === null ? 0 : explicitMarkDownSeconds(port.probe)[1]) + model.settings.propagationSeconds;
}

/** Milliseconds; null: no pod tells. */
export function terminatingSince(endpoint: ServiceEndpoint, model: ClusterModel): number | null {
  const pod = model.podAt(endpoint.address);
  return pod === null ? null : podDeletionStart(pod);
}
