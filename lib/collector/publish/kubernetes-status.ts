import { hostRouteLists } from '../../snapshot/bundle/host-route-lists.ts';
import type { ResourceStatus, SourceStatus } from '../../snapshot/source-status.ts';
import { markOverdue, sourceStatus } from './source-status.ts';

/** Nothing can be said about an ingress without these. */
const REQUIRED = ['services', 'endpointSlices', 'nodes'];
/** A watch is heard of about once a minute even when nothing happens. */
const WATCH_SECONDS = 60;
const CADENCE_SECONDS: Readonly<Record<string, number>> = { leases: 10 };

/** Host names are shown and searched, and nothing is concluded from them: without them everything else is whole. */
export function kubernetesStatus(resources: readonly ResourceStatus[], nowMs: number): SourceStatus {
  const marked = resources.map((status) =>
    markOverdue(status, CADENCE_SECONDS[status.resource] ?? WATCH_SECONDS, nowMs),
  );
  const judged = marked.filter(({ resource }) => !Object.hasOwn(hostRouteLists, resource));
  return { ...sourceStatus(judged, REQUIRED), resources: marked };
}
