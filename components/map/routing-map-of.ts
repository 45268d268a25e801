import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import type { Variant } from '../service/prepare-variants.ts';
import { prepareRoutingMap } from './prepare-routing-map.ts';
import type { RoutingModel } from './routing-model.ts';

interface Kept {
  readonly report: ServiceReport;
  readonly models: Partial<Record<TrafficPolicy, RoutingModel>>;
}

const kept = new WeakMap<Variant, Kept>();

/** The routing of a variant under a policy; the same object when it is asked for again, so that nothing is painted twice. */
export function routingMapOf(report: ServiceReport, variant: Variant, policy: TrafficPolicy): RoutingModel {
  const known = kept.get(variant);
  const models = known?.report === report ? known.models : {};
  const model = models[policy] ?? prepareRoutingMap(report, variant, policy);
  if (models[policy] === undefined) kept.set(variant, { report, models: { ...models, [policy]: model } });
  return model;
}
