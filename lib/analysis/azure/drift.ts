import type { Drift } from '../../report/load-balancer-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { leftoverDrift } from './drift-leftovers.ts';
import { placeDrift } from './drift-places.ts';
import { portDrift } from './drift-ports.ts';

const known = new WeakMap<ServiceModel, readonly Drift[]>();

/**
 * Where Azure differs from what the Service asks for, field by field; only fields that the cloud controller itself
 * compares. Empty: no difference, or nothing to compare with. docs/model.md "Drift".
 */
export function serviceDrift(service: ServiceModel, model: ClusterModel): readonly Drift[] {
  const before = known.get(service);
  if (before) return before;
  const drift =
    service.expected.kind === 'rules'
      ? [...portDrift(service, model), ...leftoverDrift(service, service.expected.rules), ...placeDrift(service, model)]
      : [];
  known.set(service, drift);
  return drift;
}
