import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { firstLeavingSince, firstLostSince } from './since-nodes.ts';
import { podsGoneSince } from './since-pods.ts';
import { addressPendingSince, syncsFailSince } from './since-syncs.ts';

/** Milliseconds; null or NaN: nothing that was read tells. */
type OfService = (service: ServiceModel, model: ClusterModel) => number | null;

const ofService: Readonly<Record<string, OfService>> = {
  'no-ready-endpoints': (service, model) => podsGoneSince(service, 'usable', model),
  'local-no-ready-endpoints': (service, model) => podsGoneSince(service, 'ready', model),
  'external-ip-pending': ({ service }, model) => addressPendingSince(service, model),
  'reconcile-failing': ({ service }, model) => syncsFailSince(service, model),
  'port-conflict-on-shared-ip': ({ service }, model) => syncsFailSince(service, model),
  'service-deletion-stuck': ({ service }) => (service.deletedAt === null ? null : Date.parse(service.deletedAt)),
};

const ofNodes: Readonly<Record<string, (finding: Finding, model: ClusterModel) => number | null>> = {
  'endpoints-on-lost-node': firstLostSince,
  'departing-node-in-rotation': firstLeavingSince,
};

/** Codes that pods date, also pods without an endpoint. */
export const datedByPods: ReadonlySet<string> = new Set(['no-ready-endpoints', 'local-no-ready-endpoints']);

/**
 * Since when a finding is true, as an RFC 3339 instant in UTC. `service` null: it belongs to none. Null: nothing that was
 * read dates it; a moment that is not certain is none. docs/model.md "Since when".
 */
export function sinceOf(finding: Finding, service: ServiceModel | null, model: ClusterModel): string | null {
  const own = service === null ? undefined : ofService[finding.code];
  const since = own === undefined || service === null ? ofNodes[finding.code]?.(finding, model) : own(service, model);
  if (since === undefined || since === null || !Number.isFinite(since)) return null;
  const born = service?.service.createdAt == null ? since : Date.parse(service.service.createdAt);
  const at = Math.max(since, born);
  // Clocks of machines differ: nothing is true since a time that has not come.
  return at <= Date.parse(model.snapshot.takenAt) ? new Date(at).toISOString() : null;
}
