import type { ListedFinding } from '../../report/finding.ts';
import { listFindings } from '../acknowledgements/list-findings.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { applyingServiceRules } from './all-rules.ts';

/** All that is found about one Service: worst first; acknowledged ones last. */
export function serviceFindings(service: ServiceModel, model: ClusterModel): readonly ListedFinding[] {
  const found = applyingServiceRules(model).flatMap((rule) => rule.check(service, model));
  return listFindings(found, service, model);
}
